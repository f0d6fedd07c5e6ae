package io.yardmaster;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that ends its node each time it runs, on a node that always has others to run. */
class SuspectIT {
    private static final int MOST_STARTS = 12;
    private static final int OTHERS = 10_000;
    private static final int LEASE_MS = 1_000;
    /** Much less than a lease: the suspect waits that long for the others at most, and is not blamed beside them. */
    private static final int OTHERS_MS = 200;

    @TempDir
    Path temp;

    private Path dir;

    @AfterEach
    void sweep() throws Exception {
        try (ServerProcess last = up()) { // takes the Redis over, to end it
            last.signal("TERM");
            last.exitCode(PATIENCE);
        }
    }

    @Test
    void whatEndsItsNodeIsDeadAlthoughOthersAlwaysWait() throws Exception {
        dir = temp.resolve("data");
        try (ServerProcess first = up()) {
            await().until(() -> !first.post("/api/v1/queues/pause-all", "{}").has("status")); // as problems have
            StringBuilder jobs = new StringBuilder("[");
            for (int i = 0; i < OTHERS; i++) {
                jobs.append(i == 0 ? "" : ",")
                        .append("{\"type\": \"demo.sleep\", \"queue\": \"busy\", \"id\": \"b")
                        .append(i)
                        .append("\", \"payload\": {\"ms\": " + OTHERS_MS + "}}");
            }
            JsonNode taken = await().until(
                            () -> first.post("/api/v1/jobs/bulk", "{\"jobs\": " + jobs + "]}"),
                            answer -> answer.has("accepted"));
            assertThat(taken.path("accepted").asInt() + taken.path("duplicates").asInt())
                    .isEqualTo(OTHERS);
            first.enqueue("{\"type\": \"demo.exit\", \"queue\": \"poison\", \"id\": \"poison\"}");
            resume(first);
            first.exitCode(PATIENCE);
        }
        int starts = 1;
        String state = "";
        while (!state.equals("dead") && starts < MOST_STARTS) {
            starts++;
            try (ServerProcess next = up()) {
                await().until(() -> !next.isAlive() || isDead(next));
                state = next.isAlive() && isDead(next) ? "dead" : "";
                if (!state.isEmpty()) {
                    assertThat(next.json("/api/v1/jobs/poison").path("reason").asText())
                            .isEqualTo("lost");
                    assertThat(next.json("/api/v1/queues/busy")
                                    .at("/counts/dead")
                                    .asInt())
                            .isZero();
                    assertThat(next.json("/api/v1/queues/busy")
                                    .at("/counts/waiting")
                                    .asInt())
                            .as("there was work all the time")
                            .isPositive();
                }
            }
        }
        assertThat(state).as("after %d starts", starts).isEqualTo("dead");
    }

    /** The node may end before it has answered: the job that ends it can run at once. */
    private static void resume(ServerProcess server) throws InterruptedException {
        try {
            server.post("/api/v1/queues/resume-all", "{}");
        } catch (IOException ended) {
            assertThat(ended).isNotInstanceOf(HttpTimeoutException.class);
        }
    }

    private ServerProcess up() throws IOException {
        ServerProcess server = ServerProcess.start(dir, Map.of("YARDMASTER_LEASE_MS", "" + LEASE_MS));
        await().until(() -> !server.isAlive() || server.isUp());
        return server;
    }

    private static boolean isDead(ServerProcess server) {
        try {
            return server.job("poison").path("state").asText().equals("dead");
        } catch (IOException | InterruptedException ended) {
            return false;
        }
    }
}
