package io.yardmaster.engine.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two that retry all at the same moment give each job one round. */
class RetryRoundTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private DeadJobs dead;

    @BeforeEach
    void die() {
        dead = new DeadJobs(yard.reader, yard.places, yard.jobs, yard.queues, null, yard.clock);
        yard.enqueue("a");
        yard.ask(Command.ZREM, yard.keys.of(Key.LANE), "a");
        diesAt(1_000);
    }

    @Test
    void whatDiedAgainSinceItWasReadStaysDead() {
        List<JobView> seen = yard.reader.findAll(Yard.QUEUE, List.of("a"));
        diesAt(2_000);
        assertThat(dead.retry(Yard.QUEUE, seen, 5_000)).isZero();
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
    }

    @Test
    void whatDiedAgainAfterTheCallStaysDead() {
        diesAt(5_001);
        List<JobView> seen = yard.reader.findAll(Yard.QUEUE, List.of("a"));
        assertThat(dead.retry(Yard.QUEUE, seen, 5_000)).isZero();
        assertThat(dead.retry(Yard.QUEUE, seen, 5_001)).isEqualTo(1);
    }

    private static void diesAt(long at) {
        yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), at, "a");
    }
}
