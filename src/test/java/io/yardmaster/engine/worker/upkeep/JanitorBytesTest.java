package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.store.Marks;
import io.yardmaster.store.ReportStore;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All bytes of a job count in the bounds: record, result, log, progress, history, errors. */
class JanitorBytesTest {
    private static final long HOUR = 3_600_000;

    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void jobsWithLargeLogsAreTrimmedByTheirBytes() {
        completedWithLog("light", 100, 10);
        completedWithLog("heavy", 40, 100_000);
        completedWithLog("last", 100, 10);
        assertThat(bytes()).isGreaterThan(4_000_000);
        janitor(keeping(1_000_000L)).turn();
        assertThat(bytes()).isBetween(900_000L, 1_000_000L);
        assertThat(count(JobState.COMPLETED))
                .as("the light ones and 31 heavy ones")
                .isBetween(107L, 110L);
        janitor(keeping(0L)).turn();
        assertThat(bytes()).isZero();
        assertThat(yard.ask(Command.EXISTS, "ym:{q}:log", "ym:{q}:sizes").toInteger())
                .isZero();
    }

    @Test
    void theLogsOfDeadJobsCountToo() {
        dead(5);
        for (int i = 0; i < 5; i++) {
            yard.ask(Command.HSET, "ym:{q}:log", "dead" + i, "x".repeat(10_000));
        }
        janitor(new Retention(Retention.Amounts.NONE, new Retention.Amounts(null, null, 50_000L)))
                .turn();
        assertThat(fill()).isEqualTo(100);
    }

    @Test
    void theBytesOfDeadJobsCountToo() {
        for (int i = 0; i < 5; i++) {
            yard.ask(Command.HSET, "ym:{q}:records", "dead" + i, "x".repeat(10_000));
        }
        dead(5);
        janitor(new Retention(Retention.Amounts.NONE, new Retention.Amounts(null, null, 60_000L)))
                .turn();
        assertThat(fill()).isBetween(80, 99);
        janitor(new Retention(Retention.Amounts.NONE, new Retention.Amounts(null, null, 50_000L)))
                .turn();
        assertThat(fill()).isEqualTo(100);
        assertThat(count(JobState.DEAD)).isEqualTo(5);
    }

    /** Jobs that failed once, with an error of 500 bytes, and then completed, each with a log of so many bytes. */
    private static void completedWithLog(String name, int jobs, int bytes) {
        String[] ids = IntStream.range(0, jobs).mapToObj(i -> name + i).toArray(String[]::new);
        yard.enqueue(ids);
        Claim first = yard.hold("w", Yard.LEASE_MS, ids);
        JobError error = JobError.of("Boom", "no".repeat(250));
        Attempt failed = Yard.attempt(first, 1, Attempt.End.FAILED, error);
        for (String id : ids) {
            ReportStore.Report told = new ReportStore.Report(id, first, "{}", "x".repeat(bytes - 1) + "\n");
            RedisLink.await(yard.reports.report(Yard.QUEUE, List.of(told)));
            yard.settle(Yard.settlement(first, Settlement.To.WAITING, 0, Yard.job(id), failed));
        }
        Claim second = yard.claim("w", jobs, Yard.LEASE_MS).claim("w");
        assertThat(yard.complete(second, ids)).isEmpty();
    }

    private static long bytes() {
        return yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes();
    }

    private static Retention keeping(long completedBytes) {
        return new Retention(new Retention.Amounts(null, null, completedBytes), Retention.Amounts.NONE);
    }

    private static void dead(int jobs) {
        for (int i = 0; i < jobs; i++) {
            yard.ask(Command.ZADD, "ym:{q}:dead", yard.clock.millis() - HOUR, "dead" + i);
        }
    }

    private static int fill() {
        return yard.queues.kept(List.of(Yard.QUEUE)).getFirst().deadFill();
    }

    private static long count(JobState state) {
        return yard.count(state);
    }

    private static Janitor janitor(Retention retention) {
        WorkerStores stores = new WorkerStores(null, null, yard.queues, yard.jobs, yard.places, null, null, yard.clock);
        return new Janitor(stores, new Marks(yard).store(), new QueueFaults(yard.clock), queue -> retention);
    }
}
