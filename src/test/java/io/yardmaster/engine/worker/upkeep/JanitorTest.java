package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.JobState;
import io.yardmaster.store.Yard;
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

    private void tidy() {
        new Janitor(yard.queues, yard.jobs, yard.places, faults, yard.clock).turn();
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
                .oldest(Yard.QUEUE, state, Long.MAX_VALUE / 1_000_000, 1)
                .getFirst();
    }
}
