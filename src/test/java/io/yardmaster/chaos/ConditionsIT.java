package io.yardmaster.chaos;

import static io.yardmaster.Patience.PATIENCE;
import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.yardmaster.ServerProcess;
import io.yardmaster.engine.worker.Wiretap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No node dies, but all around them is hard: of two workers one does not know every type, the clocks of the store and of a
 * node jump, the store is full for a while, and the master behind a stable address is demoted while another one takes its
 * place. Three janitors keep the bounds. Set -Dchaos.seed to play the same faults in the same order again.
 */
class ConditionsIT {
    private static final int JOBS = 2_500;
    private static final int BATCH = 25;
    private static final int SLOTS = 10;
    private static final int KEPT_BYTES = 50_000;
    private static final int MORE_THAN_KEPT = 600;
    private static final long ANSWER_MS = 80;
    /** All batches take longer than all faults, on a slow machine too; what is left when they are over comes at once. */
    private static final long PACE_MS = 500;

    private static final long SLOW_PACE_MS = 3_000;

    private static final long STORE_JUMPS_S = 60;
    private static final long NODE_JUMPS_S = 420;
    /** Every slot at each jump of the store's clock, and what a demoted master had not told anybody. */
    private static final int MOST_DUPLICATES = 6 * SLOTS;

    @TempDir
    Path dir;

    private final long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xFFFF);
    private final Random random = new Random(seed);
    private final CountDownLatch faultsOver = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private Ledger ledger;
    private Clock storeClock;
    private Clock nodeClock;
    private OutsideRedis master;
    private OutsideRedis replica;
    private Wiretap address;
    private ServerProcess web;
    private Client client;

    private enum Fault {
        STORE_CLOCK,
        NODE_CLOCK,
        FULL_STORE,
        DEMOTED_MASTER
    }

    @BeforeEach
    void start() throws Exception {
        Optional<Clock> clock = Clock.of(dir, "store-clock");
        assumeThat(clock).as("a compiler").isPresent();
        storeClock = clock.get();
        nodeClock = Clock.of(dir, "node-clock").orElseThrow();
        ledger = opened(new Ledger(ANSWER_MS));
        master = opened(OutsideRedis.start(dir.resolve("one"), storeClock.environment()));
        replica = opened(OutsideRedis.start(dir.resolve("two"), storeClock.environment()));
        replica.ask("REPLICAOF 127.0.0.1 " + master.port());
        await().until(() -> replica.ask("INFO replication").contains("master_link_status:up"));
        address = opened(new Wiretap(master.port()));
        String url = "redis://127.0.0.1:" + address.port() + "/0";
        Site front = opened(new Site(dir.resolve("web"), url, "web", 1, Map.of()));
        Site knows = opened(new Site(dir.resolve("a"), url, "worker", SLOTS, nodeClock.environment()));
        Site other =
                opened(new Site(dir.resolve("b"), url, "worker", SLOTS, Map.of("YARDMASTER_DEMO_HANDLERS", "false")));
        web = front.awaitUp();
        knows.awaitUp();
        other.awaitUp();
        client = new Client(web);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void nothingIsLostAndNobodyIsBlamed() throws Exception {
        long begun = System.nanoTime();
        fillBeyondTheBound();
        FutureTask<Void> enqueuing = new FutureTask<>(this::enqueueAll);
        Thread.ofPlatform().start(enqueuing);
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        faults.add(Fault.DEMOTED_MASTER); // and back
        Collections.shuffle(faults, random);
        for (Fault fault : faults) {
            pause(500, 1_500);
            await().until(() -> ledger.inFlight() > 0);
            strike(fault);
        }
        ledger.hurry();
        faultsOver.countDown();
        enqueuing.get(3 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        await().atMost(PATIENCE.multipliedBy(3))
                .untilAsserted(
                        () -> assertThat(client.counts().path("completed").asInt())
                                .as(client.counts().toString())
                                .isEqualTo(2 * JOBS));
        verify(begun);
    }

    /** Jobs that the node without demo handlers does not know, beside those that both can run. */
    private Void enqueueAll() throws InterruptedException {
        for (int from = 0; from < JOBS; from += BATCH) {
            client.enqueue(ids("job-", from), ledger);
            client.enqueue("demo.noop", Client.QUEUE, ids("known-by-one-", from));
            faultsOver.await(from < JOBS / 2 ? PACE_MS : SLOW_PACE_MS, TimeUnit.MILLISECONDS);
        }
        return null;
    }

    private void fillBeyondTheBound() throws Exception {
        client.enqueue("demo.noop", "bounded", List.of("first"));
        web.patch("/api/v1/queues/bounded", "{\"retention\":{\"completed\":{\"bytes\":" + KEPT_BYTES + "}}}");
        List<String> more =
                IntStream.range(0, MORE_THAN_KEPT).mapToObj(i -> "bounded-" + i).toList();
        client.enqueue("demo.noop", "bounded", more);
    }

    private void strike(Fault fault) throws Exception {
        long ran = ledger.total();
        int refused = client.repeats();
        switch (fault) {
            case STORE_CLOCK -> jump(storeClock, STORE_JUMPS_S, "store");
            case NODE_CLOCK -> jump(nodeClock, random.nextBoolean() ? NODE_JUMPS_S : -NODE_JUMPS_S, "node");
            case FULL_STORE -> {
                master.ask("CONFIG SET maxmemory 1mb");
                await("an enqueue is refused").until(() -> client.repeats() > refused);
                await("what waits begins, and ends").until(() -> ledger.total() > ran + SLOTS || isIdle());

                master.ask("CONFIG SET maxmemory 0");
                done.add("store full: " + (client.repeats() - refused) + " calls refused, " + (ledger.total() - ran)
                        + " jobs ran");
            }
            case DEMOTED_MASTER -> demote();
        }
    }

    private boolean isIdle() {
        JsonNode counts = client.counts();
        return counts.path("waiting").asInt(1) + counts.path("active").asInt(1) == 0;
    }

    private void jump(Clock clock, long seconds, String whose) throws Exception {
        for (long ahead : new long[] {seconds, 0}) {
            clock.moveTo(ahead);
            long ran = ledger.total();
            await("jobs run").until(() -> ledger.total() > ran + 2 * SLOTS);
            pause(1_500, 2_500);
        }
        done.add("clock of a " + whose + " by " + seconds + " s and back");
    }

    /** The replica has all and takes over; connections to the one that was master stay open. */
    private void demote() throws Exception {
        long begun = System.nanoTime();
        master.ask("FAILOVER TO 127.0.0.1 " + replica.port());
        await("the roles change").until(() -> replica.ask("ROLE").contains("master"));
        address.leadTo(replica.port());
        OutsideRedis before = master;
        master = replica;
        replica = before;
        long ran = ledger.total();
        await("jobs run").until(() -> ledger.total() > ran + SLOTS);
        done.add("master demoted: away for " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        await().until(() -> replica.ask("INFO replication").contains("master_link_status:up"));
    }

    private void verify(long begun) throws Exception {
        List<JsonNode> completed = client.all("completed");
        long lost =
                completed.stream().mapToLong(job -> job.get("lost").asLong()).sum();
        await("the janitors keep what fits, and no less")
                .untilAsserted(() -> assertThat(kept()).isBetween(KEPT_BYTES / 500, KEPT_BYTES / 150));
        System.out.printf(
                "hard conditions: seed %d, %d jobs, %d duplicates (at most %d), %d lost, %d of %d kept by three janitors;"
                        + " %s; %d s%n",
                seed,
                2 * JOBS,
                ledger.duplicates(),
                MOST_DUPLICATES,
                lost,
                kept(),
                MORE_THAN_KEPT + 1,
                String.join("; ", done),
                (System.nanoTime() - begun) / 1_000_000_000);
        assertThat(completed)
                .extracting(job -> job.get("id").asText())
                .hasSize(2 * JOBS)
                .doesNotHaveDuplicates();
        assertThat(ledger.jobs()).hasSize(JOBS);
        assertThat(ledger.duplicates()).isLessThanOrEqualTo(MOST_DUPLICATES);
        assertThat(lost).as("no worker died").isZero();
        assertThat(client.fsck().path("findings")).isEmpty();
    }

    private int kept() throws Exception {
        return web.json("/api/v1/queues/bounded").at("/counts/completed").asInt();
    }

    private static List<String> ids(String beginning, int from) {
        return IntStream.range(from, from + BATCH).mapToObj(i -> beginning + i).toList();
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    private void pause(int fromMs, int toMs) throws InterruptedException {
        never.await(random.nextInt(fromMs, toMs), TimeUnit.MILLISECONDS);
    }
}
