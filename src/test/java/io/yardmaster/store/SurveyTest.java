package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SurveyTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void everyStateIsCounted() {
        for (JobState state : JobState.values()) {
            for (int i = 0; i <= state.ordinal(); i++) {
                String id = state.word() + i;
                if (state != JobState.WAITING) {
                    yard.enqueue(id);
                    States.put(yard, id, state);
                }
            }
        }
        yard.enqueue("waiting0", "waiting1");
        for (JobState state : JobState.values()) {
            assertThat(yard.count(state)).as(state.word()).isEqualTo(state.ordinal() + 1);
        }
    }

    @Test
    void theOldestIsLookedForInEveryPriorityAndLane() {
        assertThat(yard.survey().oldestDueAt()).isEqualTo(-1);
        yard.enqueue(due("n1", 10, 500), due("n2", 10, 100), due("h", 1, 400), due("l", 100, 300));
        assertThat(yard.survey().oldestDueAt()).isEqualTo(300);
        Claim claim = yard.turnOut("l");
        Job suspect = Yard.job("l", 100, 200, new Tally(0, 2, 0));
        yard.settle(Yard.settlement(claim, Settlement.To.WAITING, 0, suspect, null));
        assertThat(yard.survey().oldestDueAt()).isEqualTo(200);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(4);
    }

    @Test
    void aRecordThatCannotBeReadIsNotTheOldest() {
        yard.enqueue(due("a", 1, 500), due("b", 2, 700));
        yard.ask(Command.HSET, yard.keys.of(Key.RECORDS), "a", "x");
        assertThat(yard.survey().oldestDueAt()).isEqualTo(700);
    }

    @Test
    void severalQueuesAreSurveyedInOneRound() {
        yard.queues.pauseNew(true);
        yard.queues.register("p");
        yard.queues.pauseNew(false);
        yard.queues.register("r");
        yard.enqueue("a");
        List<QueueStore.Survey> all = yard.queues.survey(List.of("p", Yard.QUEUE, "r"));
        assertThat(all).extracting(QueueStore.Survey::paused).containsExactly(true, false, false);
        assertThat(all).extracting(one -> one.counts().get(JobState.WAITING)).containsExactly(0L, 1L, 0L);
        assertThat(yard.queues.survey(List.of())).isEmpty();
    }

    @Test
    void theNewestEndOfEachFinalStateIsFound() {
        assertThat(yard.survey().endedAt()).isEmpty();
        yard.enqueue("a", "b", "c");
        yard.ask(Command.ZADD, yard.keys.set(JobState.COMPLETED), 500, "x", 700, "y");
        yard.ask(Command.ZADD, yard.keys.set(JobState.CANCELLED), 300, "z");
        assertThat(yard.survey().endedAt()).isEqualTo(Map.of(JobState.COMPLETED, 700L, JobState.CANCELLED, 300L));
    }

    private static Job due(String id, int priority, long dueAt) {
        return Yard.job(id, priority, dueAt, Tally.NONE);
    }
}
