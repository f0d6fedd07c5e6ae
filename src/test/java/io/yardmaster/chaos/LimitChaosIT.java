package io.yardmaster.chaos;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six groups under a rate limit, a limit of running jobs each and one in total, while two workers are killed four times.
 * Set -Dchaos.seed to play the same faults in the same order again.
 */
class LimitChaosIT {
    private static final int GROUPS = 6;
    private static final int JOBS = 600;
    private static final int KILLS = 4;
    private static final int SLOTS = 10;
    private static final int TOTAL = 8;
    private static final int OF_GROUP = 3;
    private static final int MAX = 40;
    private static final long PER_MS = 1_000;
    /** The number of a claim grows with each claim of its queue; it is the store's time in milliseconds times this. */
    private static final long CLAIMS_OF_A_MS = 1_024;

    private static final String LIMITS = "{\"groupLimit\":" + OF_GROUP + ",\"concurrency\":{\"total\":" + TOTAL
            + "},\"rateLimit\":{\"max\":" + MAX + ",\"perMs\":" + PER_MS + ",\"by\":\"queue\"}}";

    @TempDir
    Path dir;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFF);
    private final Random random = new Random(seed);
    private final CountDownLatch never = new CountDownLatch(1);
    private Ledger ledger;
    private OutsideRedis redis;
    private Site web;
    private List<Site> workers;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        ledger = new Ledger(60);
        redis = OutsideRedis.start(dir.resolve("redis"));
        web = new Site(dir.resolve("web"), redis, "web", 1);
        workers = List.of(
                new Site(dir.resolve("a"), redis, "worker", SLOTS), new Site(dir.resolve("b"), redis, "worker", SLOTS));
        client = new Client(web.awaitUp());
        workers.forEach(Site::awaitUp);
    }

    @AfterEach
    void stop() {
        ledger.close();
        web.close();
        workers.forEach(Site::close);
        redis.close();
    }

    @Test
    void noLimitIsPassedNothingIsLostAndGroupsKeepTheirOrder() throws Exception {
        ServerProcess server = web.awaitUp();
        assertThat(server.patch("/api/v1/queues/" + Client.QUEUE, LIMITS)
                        .path("groupLimit")
                        .asInt())
                .isEqualTo(OF_GROUP);
        client.enqueueInGroups(
                IntStream.range(0, JOBS)
                        .mapToObj(i -> id(i % GROUPS, i / GROUPS))
                        .toList(),
                ledger);
        for (int kill = 0; kill < KILLS; kill++) {
            never.await(random.nextInt(2_500, 4_000), TimeUnit.MILLISECONDS);
            Site site = workers.get(random.nextInt(workers.size()));
            site.awaitUp();
            if (kill == 2) {
                await("a job that was hit twice has ended").until(client::isRecovered);
            }
            site.kill();
            site.start();
        }
        await().atMost(PATIENCE.multipliedBy(3))
                .until(() -> client.counts().path("completed").asInt() == JOBS);
        List<JsonNode> completed = client.all("completed");
        System.out.printf(
                "limits: seed %d, %d jobs, %d runs, %d at once in a group, %d in all%n",
                seed,
                JOBS,
                ledger.total(),
                Collections.max(ledger.mostInFlight().values()),
                ledger.mostAtOnce());
        assertThat(ledger.jobs()).hasSize(JOBS);
        assertThat(ledger.mostInFlight())
                .hasSize(GROUPS)
                .allSatisfy((group, most) -> assertThat(most).isLessThanOrEqualTo(OF_GROUP));
        assertThat(ledger.mostAtOnce()).isLessThanOrEqualTo(TOTAL);
        verifyRate(completed);
        verifyOrder(completed);
    }

    /** No window has more claims than a full bucket and what flows in meanwhile. */
    private static void verifyRate(List<JsonNode> completed) {
        List<Long> claims = new ArrayList<>();
        completed.forEach(job -> job.get("attempts")
                .forEach(attempt -> claims.add(attempt.get("epoch").asLong() / CLAIMS_OF_A_MS)));
        Collections.sort(claims);
        for (int from = 0; from < claims.size(); from++) {
            for (int to = from + MAX; to < claims.size(); to++) {
                long windowMs = claims.get(to) - claims.get(from) + 1;
                assertThat(to - from + 1).as("claims within %d ms", windowMs).isLessThanOrEqualTo((int)
                        (MAX + windowMs * MAX / PER_MS));
            }
        }
    }

    /** Among jobs that ran once, none is claimed after one that came to its group well behind it. */
    private static void verifyOrder(List<JsonNode> completed) {
        Map<String, Integer> latest = new HashMap<>();
        List<String> once = completed.stream()
                .filter(job -> job.get("attempts").size() == 1)
                .sorted(Comparator.comparingLong(
                        job -> job.at("/attempts/0/epoch").asLong()))
                .map(job -> job.get("id").asText())
                .toList();
        assertThat(once).hasSizeGreaterThan(JOBS / 2);
        for (String id : once) {
            String group = id.substring(0, id.indexOf('-'));
            int place = Integer.parseInt(id.substring(id.indexOf('-') + 1));
            int before = latest.getOrDefault(group, -1);
            assertThat(place)
                    .as("%s was claimed after %s-%d", id, group, before)
                    .isGreaterThan(before - 2 * OF_GROUP);
            latest.put(group, Math.max(before, place));
        }
    }

    private static String id(int group, int place) {
        return "g" + group + "-" + place;
    }
}
