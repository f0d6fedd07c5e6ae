package io.yardmaster.chaos;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one Redis, each with a role of its own: one serves the web, two run jobs. */
class ClusterIT {
    private static final int JOBS = 300;
    private static final int TOTAL = 3;

    @TempDir
    Path dir;

    private Ledger ledger;
    private OutsideRedis redis;
    private Site web;
    private Site first;
    private Site second;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        ledger = new Ledger(50);
        redis = OutsideRedis.start(dir.resolve("redis"));
        web = new Site(dir.resolve("web"), redis, "web", 1);
        first = new Site(dir.resolve("a"), redis, "worker", 8);
        second = new Site(dir.resolve("b"), redis, "worker", 8);
        client = new Client(web.awaitUp());
        first.awaitUp();
        second.awaitUp();
    }

    @AfterEach
    void stop() {
        ledger.close();
        List.of(web, first, second).forEach(Site::close);
        redis.close();
    }

    @Test
    void aRollingRestartUnderLoadLosesAndDoublesNothing() throws Exception {
        await().until(() -> workers().size() == 2);
        assertThat(first.awaitUp().get("/api/v1/queues").statusCode()).isEqualTo(404);
        assertThat(first.awaitUp().get("/q/health/ready").statusCode()).isEqualTo(200);
        limitTo(TOTAL);
        client.enqueue(ids(), ledger);
        for (Site site : List.of(first, second, web)) {
            assertThat(site.restart()).isZero();
            ServerProcess again = site.awaitUp();
            client = site == web ? new Client(again) : client;
        }
        await().until(() -> client.counts().path("completed").asInt() == JOBS);
        assertThat(ledger.jobs()).hasSize(JOBS);
        assertThat(ledger.duplicates()).isZero();
        assertThat(ledger.mostAtOnce()).isEqualTo(TOTAL);
        assertThat(client.counts().path("dead").asInt()).isZero();
        assertThatTheStoreIsWhole();
        quietsAndStopsOneFromTheOther();
    }

    @Test
    void theTotalHoldsOverNodesAndADeadNodeGivesItsPlacesBack() throws Exception {
        await().until(() -> workers().size() == 2);
        limitTo(TOTAL);
        client.enqueue(ids(), ledger);
        for (int kill = 0; kill < 2; kill++) {
            Site site = await().ignoreExceptionsInstanceOf(IOException.class)
                    .until(this::busy, Optional::isPresent)
                    .orElseThrow();
            site.kill();
            site.start();
        }
        await().until(() -> client.counts().path("completed").asInt() == JOBS);
        assertThat(ledger.mostAtOnce()).isBetween(1, TOTAL);
        assertThat(client.counts().path("dead").asInt()).isZero();
        assertThatTheStoreIsWhole();
    }

    @Test
    void ofTwoHundredCallersOnTwoNodesOneMakesTheJob() throws Exception {
        try (Site other = new Site(dir.resolve("web2"), redis, "web", 1);
                ExecutorService callers = Executors.newFixedThreadPool(40)) {
            List<ServerProcess> nodes = List.of(server(), other.awaitUp());
            String job = "{\"type\":\"demo.noop\",\"queue\":\"race\",\"delayMs\":600000,\"unique\":{\"key\":\"k\"}}";
            List<Future<JsonNode>> answers = IntStream.range(0, 200)
                    .mapToObj(i -> callers.submit(() -> nodes.get(i % 2).post("/api/v1/jobs", job)))
                    .toList();
            Set<String> ids = new HashSet<>();
            for (Future<JsonNode> answer : answers) {
                ids.add(answer.get().path("id").asText());
            }
            assertThat(ids).hasSize(1);
            assertThat(client.get("/api/v1/queues/race").at("/counts/scheduled").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aCancelStopsARunOfAnotherNodeWithinASecond() throws Exception {
        await().until(() -> workers().size() == 2);
        List<Long> tookMs = new ArrayList<>();
        // the machine may be busy with other things now and then
        for (int i = 0; i < 20 && tookMs.stream().noneMatch(ms -> ms < 1_000); i++) {
            String id = "stop-" + i;
            String job =
                    "{\"type\":\"demo.sleep\",\"queue\":\"sleeps\",\"id\":\"" + id + "\",\"payload\":{\"ms\":60000}}";
            server().post("/api/v1/jobs", job);
            String path = "/api/v1/jobs/" + id;
            await().until(() -> client.get(path).path("state").asText().equals("active"));
            Instant asked = Instant.now();
            server().post(path + "/cancel", "");
            await().until(() -> client.get(path).path("state").asText().equals("cancelled"));
            JsonNode ended = client.get(path);
            assertThat(ended.at("/attempts/0/outcome").asText()).isEqualTo("cancelled");
            tookMs.add(Duration.between(
                            asked, Instant.parse(ended.path("finishedAt").asText()))
                    .toMillis());
        }
        assertThat(tookMs).anyMatch(ms -> ms < 1_000);
    }

    /** The node that runs a job now; either may have taken all places of the total. */
    private Optional<Site> busy() throws Exception {
        List<JsonNode> active = client.all("active");
        return Stream.of(first, second)
                .filter(site -> active.stream()
                        .anyMatch(job -> site.isWorker(job.get("worker").asText())))
                .findFirst();
    }

    private void assertThatTheStoreIsWhole() throws Exception {
        JsonNode found = client.fsck();
        assertThat(found.path("checked").asInt()).isGreaterThanOrEqualTo(JOBS);
        assertThat(found.path("findings")).as(found.toString()).isEmpty();
    }

    /** A worker is told by a node that is not its own: first to be quiet, then to stop. */
    private void quietsAndStopsOneFromTheOther() throws Exception {
        await().until(() -> workers().size() == 2);
        String id = workers().stream()
                .map(worker -> worker.get("id").asText())
                .filter(first::isWorker)
                .findFirst()
                .orElseThrow();
        assertThat(server().post("/api/v1/workers/" + id + "/quiet", "")
                        .path("id")
                        .asText())
                .isEqualTo(id);
        await().until(() -> workers().stream()
                .anyMatch(worker -> worker.get("id").asText().equals(id)
                        && worker.get("state").asText().equals("quiet")));
        server().post("/api/v1/workers/" + id + "/stop", "");
        assertThat(first.exitCode()).isZero();
        await().until(() -> workers().size() == 1);
    }

    private void limitTo(int total) throws Exception {
        String body = "{\"concurrency\":{\"total\":" + total + "}}";
        assertThat(server().patch("/api/v1/queues/" + Client.QUEUE, body)
                        .path("concurrency")
                        .path("total")
                        .asInt())
                .isEqualTo(total);
    }

    private ServerProcess server() {
        return web.awaitUp();
    }

    private List<JsonNode> workers() throws Exception {
        JsonNode items = client.get("/api/v1/workers").path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(worker -> !worker.get("state").asText().equals("lost"))
                .toList();
    }

    private static List<String> ids() {
        return IntStream.range(0, JOBS).mapToObj(i -> "roll-" + i).toList();
    }
}
