package io.yardmaster.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.JobStore.Moved;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Removal.Part;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two that retry all at the same moment give each job one round. */
class RetryRoundTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private Acts acts;

    @BeforeEach
    void die() {
        acts = new Acts(null, null, yard.jobs, text -> text, yard.clock);
        yard.enqueue("a");
        yard.ask(Command.ZREM, yard.keys.of(Key.LANE), "a");
        diesAt(1_000);
    }

    @Test
    void whatDiedAgainSinceItWasReadStaysDead() {
        List<JobView> seen = yard.reader.findAll(Yard.QUEUE, List.of("a"));
        diesAt(2_000);
        assertThat(retried(seen, 5_000)).isZero();
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
    }

    @Test
    void whatDiedAgainAfterTheCallStaysDead() {
        diesAt(5_001);
        List<JobView> seen = yard.reader.findAll(Yard.QUEUE, List.of("a"));
        assertThat(retried(seen, 5_000)).isZero();
        assertThat(retried(seen, 5_001)).isEqualTo(1);
    }

    private long retried(List<JobView> seen, long until) {
        return acts.retry(Yard.QUEUE, seen, until, Part.NONE).stream()
                .filter(Moved::done)
                .count();
    }

    private static void diesAt(long at) {
        yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), at, "a");
    }
}
