package io.yardmaster;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.job.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with the largest payloads that can be set, in 256 MB. */
class PayloadSizeIT {
    private static final int JOBS = 60;
    private static final String HEAD = "{\"failures\":9,\"message\":\"";

    @TempDir
    Path temp;

    @Test
    void asManyBytesAsAreSetAreKeptRunAndRetried() throws Exception {
        Map<String, String> set = Map.of("YARDMASTER_PAYLOAD_BYTES", String.valueOf(Work.MOST_PAYLOAD));
        try (ServerProcess server = ServerProcess.start(temp.resolve("data"), set)) {
            await().until(server::isUp);
            String id = null;
            for (int i = 0; i < JOBS; i++) {
                id = enqueue(server, Work.MOST_PAYLOAD).path("id").asText();
            }
            await().until(() -> dead(server) == JOBS);
            JsonNode answer = server.post("/api/v1/queues/large/dead/retry-all", "");
            String operation = answer.path("operationId")
                    .asText(answer.path("operation").path("id").asText());
            await().until(() -> done(server, operation) == JOBS);
            await().until(() -> dead(server) == JOBS);
            assertThat(job(server, id).path("payload").path("message").asText())
                    .hasSize(Work.MOST_PAYLOAD - HEAD.length() - 2);
            assertThat(server.get("/api/v1/jobs?state=dead&queue=large&limit=1000")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(enqueue(server, Work.MOST_PAYLOAD + 1).toString())
                    .contains("must be at most 1000000 bytes, this one has 1000001");
            server.stop();
        }
    }

    private static JsonNode enqueue(ServerProcess server, int bytes) throws IOException, InterruptedException {
        String payload = HEAD + "x".repeat(bytes - HEAD.length() - 2) + "\"}";
        return server.post(
                "/api/v1/jobs",
                "{\"type\":\"demo.fail\",\"queue\":\"large\",\"maxAttempts\":1,\"payload\":" + payload + "}");
    }

    private static int done(ServerProcess server, String operation) throws IOException, InterruptedException {
        return server.json("/api/v1/operations/" + operation).path("done").asInt();
    }

    private static int dead(ServerProcess server) throws IOException, InterruptedException {
        return server.json("/api/v1/queues/large").path("counts").path("dead").asInt();
    }

    private static JsonNode job(ServerProcess server, String id) throws IOException, InterruptedException {
        return server.json("/api/v1/jobs/" + id);
    }
}
