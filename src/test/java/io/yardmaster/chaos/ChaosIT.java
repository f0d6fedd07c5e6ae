package io.yardmaster.chaos;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand jobs while two workers are killed six times, one is stopped for longer than its lease, and Redis is
 * killed once. Set -Dchaos.seed to play the same faults in the same order again.
 */
class ChaosIT {
    private static final int JOBS = 10_000;
    private static final int BATCH = 50;
    private static final int HEAD_START = 2_000;
    private static final long PACE_MS = 200;
    private static final int SLOTS = 10;
    private static final int KILLS = 6;
    /** Every slot of the node that is killed or stopped, and every slot when Redis is. */
    private static final int MOST_DUPLICATES = (KILLS + 1) * SLOTS + 2 * SLOTS;

    private static final int FAILING = 2 * JOBS / BATCH;

    private static final String ALL_COMPLETED = "{\"waiting\":0,\"active\":0,\"scheduled\":0,\"retrying\":0,"
            + "\"blocked\":0,\"completed\":" + JOBS + ",\"dead\":0,\"cancelled\":0}";
    private static final long ANSWER_MS = 80;
    private static final Pattern REFUSED = Pattern.compile("refused: epoch \\d+ is stale");

    @TempDir
    Path dir;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFF);
    private final Random random = new Random(seed);
    private final CountDownLatch faultsOver = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<String> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private Ledger ledger;
    private OutsideRedis redis;
    private Site web;
    private List<Site> workers;
    private Client client;

    private enum Fault {
        KILL,
        STOP,
        REDIS
    }

    @BeforeEach
    void start() throws IOException {
        ledger = new Ledger(ANSWER_MS);
        redis = OutsideRedis.start(dir.resolve("redis"));
        web = new Site(dir.resolve("web"), redis, "web", 1);
        workers = List.of(
                new Site(dir.resolve("a"), redis, "worker", SLOTS), new Site(dir.resolve("b"), redis, "worker", SLOTS));
        client = new Client(web.awaitUp());
    }

    @AfterEach
    void stop() {
        ledger.close();
        web.close();
        workers.forEach(Site::close);
        redis.close();
    }

    @Test
    void losesNothingAndAcceptsNothingStale() throws Exception {
        System.out.printf("chaos: begins with seed %d%n", seed);
        long begun = System.nanoTime();
        FutureTask<Void> enqueuing = new FutureTask<>(this::enqueueAll);
        Thread.ofPlatform().start(enqueuing);
        List<Fault> faults = new ArrayList<>(Collections.nCopies(KILLS, Fault.KILL));
        faults.add(Fault.STOP);
        faults.add(Fault.REDIS);
        Collections.shuffle(faults, random);
        for (int i = 0; i < faults.size(); i++) {
            // by twos: a job may be hit twice and is then suspect, but never three times, which would be its death
            if (i % 2 == 0) {
                await("what was hit has ended")
                        .pollInterval(Duration.ofMillis(500))
                        .until(client::isRecovered);
            }
            pause(i % 2 == 1 ? 300 : 4_000, i % 2 == 1 ? 3_000 : 5_000);
            await().until(() -> ledger.inFlight() > 0);
            strike(faults.get(i));
        }
        workers.forEach(Site::awaitUp);
        ledger.hurry();
        faultsOver.countDown();
        enqueuing.get(3 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE.multipliedBy(3))
                .untilAsserted(() -> assertThat(client.counts().toString()).isEqualTo(ALL_COMPLETED));
        verify(begun);
        verifyGroups();
        JsonNode found = client.fsck();
        assertThat(found.path("checked").asInt()).isGreaterThanOrEqualTo(JOBS);
        assertThat(found.path("findings")).as(found.toString()).isEmpty();
    }

    /** The groups of failures hold every dead job once. */
    private void verifyGroups() throws Exception {
        String queue = "/api/v1/queues/" + Client.FAILING;
        await().untilAsserted(() ->
                assertThat(client.get(queue).at("/counts/dead").asInt()).isEqualTo(FAILING));
        Set<String> grouped = new HashSet<>();
        for (JsonNode group :
                client.get("/api/v1/dead/groups?queue=" + Client.FAILING).get("items")) {
            String print = group.get("fingerprint").asText();
            JsonNode dead =
                    client.get(queue + "/dead?limit=1000&fingerprint=" + print).get("items");
            assertThat(group.get("count").asInt()).isEqualTo(dead.size());
            dead.forEach(job -> assertThat(grouped.add(job.get("id").asText())).isTrue());
        }
        assertThat(grouped).hasSize(FAILING);
    }

    private Void enqueueAll() throws InterruptedException {
        for (int from = 0; from < JOBS; from += BATCH) {
            List<String> ids = IntStream.range(from, from + BATCH)
                    .mapToObj(i -> "job-" + i)
                    .toList();
            client.enqueue(ids, ledger);
            acknowledged.addAll(ids);
            client.enqueueFailing(List.of("fails-" + from, "fails-" + (from + 1)));
            if (from > HEAD_START) {
                faultsOver.await(PACE_MS, TimeUnit.MILLISECONDS);
            }
        }
        return null;
    }

    private void strike(Fault fault) throws Exception {
        Site site = workers.get(random.nextInt(workers.size()));
        switch (fault) {
            case KILL -> {
                site.awaitUp();
                site.kill();
                site.start();
            }
            case STOP -> stopLongerThanItsLease(site);
            case REDIS -> {
                redis.kill();
                pause(200, 1_500);
                redis.start();
            }
        }
    }

    /** Its jobs are run again by the other node, and are still running when its own late ends come. */
    private void stopLongerThanItsLease(Site site) throws Exception {
        workers.forEach(Site::awaitUp);
        StoppedSite stopped = new StoppedSite(site, client, ledger);
        Set<String> its = stopped.stop();
        await("others run its jobs").until(() -> {
            its.removeAll(client.completed(its)); // whose end was on its way to Redis
            return ledger.waiting().containsAll(its);
        });
        assertThat(its).isNotEmpty();
        long before = refused();
        stopped.goOn();
        await("late ends are refused").until(() -> refused() >= before + its.size());
        ledger.release();
    }

    private void verify(long begun) throws Exception {
        List<JsonNode> completed = client.all("completed");
        long lost =
                completed.stream().mapToLong(job -> job.get("lost").asLong()).sum();
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        System.out.printf(
                "chaos: seed %d, %d jobs, %d runs, %d duplicates (at most %d), %d lost and run again,"
                        + " %d stale ends refused, %d calls repeated, %d s%n",
                seed,
                JOBS,
                ledger.total(),
                ledger.duplicates(),
                MOST_DUPLICATES,
                lost,
                refused(),
                client.repeats(),
                seconds);
        assertThat(acknowledged).hasSize(JOBS);
        assertThat(completed)
                .extracting(job -> job.get("id").asText())
                .hasSize(JOBS)
                .containsAll(acknowledged);
        completed.forEach(ChaosIT::verifyAttempts);
        assertThat(ledger.jobs()).isEqualTo(Set.copyOf(acknowledged));
        assertThat(ledger.duplicates()).isLessThanOrEqualTo(MOST_DUPLICATES);
    }

    /** One success, the last attempt, under an epoch above all before. */
    private static void verifyAttempts(JsonNode job) {
        List<Long> epochs = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        for (JsonNode attempt : job.get("attempts")) {
            epochs.add(attempt.get("epoch").asLong());
            outcomes.add(attempt.get("outcome").asText());
        }
        assertThat(outcomes).as("%s", job).last().isEqualTo("succeeded");
        assertThat(Collections.frequency(outcomes, "succeeded")).as("%s", job).isEqualTo(1);
        assertThat(epochs).as("%s", job).isSorted().doesNotHaveDuplicates();
    }

    private long refused() throws IOException {
        long all = 0;
        for (Site site : workers) {
            all += REFUSED.matcher(site.output()).results().count();
        }
        return all;
    }

    private void pause(int fromMs, int toMs) throws InterruptedException {
        never.await(random.nextInt(fromMs, toMs), TimeUnit.MILLISECONDS);
    }
}
