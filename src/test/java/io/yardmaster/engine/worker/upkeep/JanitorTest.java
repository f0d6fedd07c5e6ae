package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.store.Marks;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JanitorTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final QueueFaults faults = new QueueFaults(yard.clock);

    @Test
    void ofTheCompletedTheLastThousandStayAlsoWhenOldAndTheYoungStayInAnyNumber() {
        ended(JobState.COMPLETED, 1_100, 25 * HOUR);
        tidy();
        assertThat(count(JobState.COMPLETED)).isEqualTo(1_000);
        assertThat(oldest(JobState.COMPLETED)).isEqualTo("completed100");
        yard.ask(Command.FLUSHALL);
        yard.queues.register(Yard.QUEUE);
        ended(JobState.COMPLETED, 1_100, 23 * HOUR);
        tidy();
        assertThat(count(JobState.COMPLETED)).isEqualTo(1_100);
    }

    @Test
    void bytesWinOverNumbers() {
        ended(JobState.COMPLETED, 1_000, HOUR);
        yard.ask(Command.HSET, "ym:{q}:meta", "bytes", 128L << 20);
        tidy();
        assertThat(count(JobState.COMPLETED)).isBetween(480L, 500L);
        assertThat(yard.queues.kept(List.of(Yard.QUEUE)).getFirst().completedBytes())
                .isLessThanOrEqualTo(64L << 20);
    }

    @Test
    void theCancelledGoAfterADayAndTheDeadAfterHalfAYear() {
        ended(JobState.CANCELLED, 3, 25 * HOUR);
        ended(JobState.DEAD, 3, 181 * DAY);
        yard.ask(Command.ZADD, "ym:{q}:cancelled", now() - 23 * HOUR, "young-cancelled");
        yard.ask(Command.ZADD, "ym:{q}:dead", now() - 179 * DAY, "young-dead");
        tidy();
        assertThat(oldest(JobState.CANCELLED)).isEqualTo("young-cancelled");
        assertThat(oldest(JobState.DEAD)).isEqualTo("young-dead");
        assertThat(count(JobState.CANCELLED) + count(JobState.DEAD)).isEqualTo(2);
    }

    @Test
    void threeThatTidySideBySideLeaveTheLastThousand() {
        ended(JobState.COMPLETED, 3_000, 25 * HOUR);
        List<CompletableFuture<Void>> three = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(this::tidy, Thread::startVirtualThread))
                .toList();
        three.forEach(CompletableFuture::join);
        assertThat(count(JobState.COMPLETED)).isEqualTo(1_000);
    }

    @Test
    void clientMadeIdsThatAreOverAreForgottenUntilNoneIsLeft() {
        for (int thousand = 0; thousand < 12; thousand++) {
            List<Object> over = new ArrayList<>(List.of("ym:{q}:forget"));
            for (int i = 0; i < 1_000; i++) {
                over.addAll(List.of(1, "id-" + thousand + "-" + i));
            }
            yard.ask(Command.ZADD, over.toArray());
        }
        tidy();
        assertThat(yard.ask(Command.ZCARD, "ym:{q}:forget").toInteger()).isZero();
    }

    @Test
    void aBrokenQueueDoesNotKeepTheOthersFromBeingTidied() {
        yard.queues.register("a-broken");
        yard.ask(Command.SET, "ym:{a-broken}:completed", "x");
        ended(JobState.COMPLETED, 1_100, 25 * HOUR);
        tidy();
        assertThat(count(JobState.COMPLETED)).isEqualTo(1_000);
        assertThat(faults.all()).extracting(QueueFaults.Fault::queue).containsExactly("a-broken");
    }

    @Test
    void aQueuesOwnNumbersReplaceTheServersOneByOne() {
        ended(JobState.COMPLETED, 50, HOUR);
        janitor(completed(10L, null, null)).turn();
        assertThat(count(JobState.COMPLETED)).isEqualTo(50);
        janitor(completed(null, 1_000L, null)).turn();
        assertThat(count(JobState.COMPLETED)).isEqualTo(50);
        janitor(completed(10L, 1_000L, null)).turn();
        assertThat(count(JobState.COMPLETED)).isEqualTo(10);
        janitor(completed(null, null, 0L)).turn();
        assertThat(count(JobState.COMPLETED)).isEqualTo(10);
        yard.ask(Command.HSET, "ym:{q}:meta", "bytes", 100);
        janitor(completed(null, null, 0L)).turn();
        assertThat(count(JobState.COMPLETED)).isZero();
    }

    @Test
    void aCompletedJobStaysForTenMinutesWhateverIsSet() {
        ended(JobState.COMPLETED, 50, 9 * 60_000);
        janitor(completed(0L, 0L, null)).turn();
        assertThat(count(JobState.COMPLETED)).isEqualTo(50);
    }

    @Test
    void atTheBoundOfYoungDeadJobsTheQueueTakesNoneInAndThenAgain() {
        Retention ten = new Retention(Retention.Amounts.NONE, new Retention.Amounts(10L, null, null));
        ended(JobState.DEAD, 7, HOUR);
        janitor(ten).turn();
        assertThat(fill()).isZero();
        yard.ask(Command.ZADD, "ym:{q}:dead", now(), "eighth");
        janitor(ten).turn();
        assertThat(fill()).isEqualTo(80);
        assertThat(yard.jobs.enqueue(Yard.QUEUE, List.of(new Arrival(Yard.job("a"), null))))
                .isEmpty();
        yard.ask(Command.ZADD, "ym:{q}:dead", now(), "ninth", now(), "tenth");
        janitor(ten).turn();
        assertThat(fill()).isEqualTo(100);
        assertThat(count(JobState.DEAD)).isEqualTo(10);
        assertThat(yard.jobs.enqueue(Yard.QUEUE, List.of(new Arrival(Yard.job("b"), null))))
                .containsKey(0);
        yard.ask(Command.ZADD, "ym:{q}:dead", now() - 8 * DAY, "dead0", now() - 8 * DAY, "eleventh");
        janitor(ten).turn();
        assertThat(count(JobState.DEAD)).isEqualTo(10);
        yard.ask(Command.ZREM, "ym:{q}:dead", "ninth", "tenth", "eighth");
        janitor(ten).turn();
        assertThat(fill()).isZero();
        assertThat(yard.jobs.enqueue(Yard.QUEUE, List.of(new Arrival(Yard.job("b"), null))))
                .isEmpty();
    }

    private static Retention completed(Long count, Long ageMs, Long bytes) {
        return new Retention(new Retention.Amounts(count, ageMs, bytes), Retention.Amounts.NONE);
    }

    private static int fill() {
        return yard.queues.kept(List.of(Yard.QUEUE)).getFirst().deadFill();
    }

    private void tidy() {
        janitor(Retention.NONE).turn();
    }

    private Janitor janitor(Retention retention) {
        WorkerStores stores = new WorkerStores(null, null, yard.queues, yard.jobs, yard.places, null, null, yard.clock);
        return new Janitor(stores, new Marks(yard).store(), faults, queue -> retention);
    }

    /** Jobs of a final state, the oldest first, the last one so long ago. */
    private static void ended(JobState state, int jobs, long agoMs) {
        List<Object> args = new ArrayList<>(List.of("ym:{q}:" + state.word()));
        for (int i = 0; i < jobs; i++) {
            args.add(now() - agoMs - jobs + i);
            args.add(state.word() + i);
        }
        yard.ask(Command.ZADD, args.toArray());
    }

    private static long now() {
        return yard.clock.millis();
    }

    private static long count(JobState state) {
        return yard.queues.survey(List.of(Yard.QUEUE)).getFirst().counts().get(state);
    }

    private static String oldest(JobState state) {
        return yard.places
                .oldest(Yard.QUEUE, state, Long.MAX_VALUE / 1_000_000, 0, 1)
                .getFirst();
    }
}
