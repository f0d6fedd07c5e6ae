package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.store.Yard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JanitorTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    @RegisterExtension
    static final Yard yard = new Yard();

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

    /** Lets it tidy once: what it forgets last shows that it has. */
    private void tidy() {
        yard.ask(Command.HSET, "ym:{q}:named", "gone", "hash");
        yard.ask(Command.ZADD, "ym:{q}:forget", 1, "gone");
        Janitor janitor = new Janitor(yard.queues, yard.jobs, yard.places, yard.clock);
        janitor.start();
        try {
            await().until(() -> yard.ask(Command.EXISTS, "ym:{q}:forget").toInteger() == 0);
        } finally {
            janitor.end();
        }
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
