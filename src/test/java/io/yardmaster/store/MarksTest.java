package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.JobState;
import io.yardmaster.store.QueueStore.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MarksTest {
    private static final List<String> QUEUE = List.of(Yard.QUEUE);

    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aPauseKeepsItsFirstMakerUntilItEnds() {
        yard.queues.pause(QUEUE, true);
        yard.queues.remember(QUEUE, "ada", 70);
        yard.queues.remember(QUEUE, "bob", 90);
        assertThat(yard.queues.marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, 70L, "ada", null));
        yard.queues.pause(QUEUE, false);
        assertThat(yard.queues.marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, null, null, null));
    }

    @Test
    void aPauseByNobodyKnownHasItsTime() {
        yard.queues.remember(QUEUE, null, 70);
        assertThat(yard.queues.marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, 70L, null, null));
    }

    @Test
    void theNewestDeathIsRemembered() {
        yard.enqueue("a", "b");
        States.put(yard, "a", JobState.DEAD);
        States.put(yard, "b", JobState.DEAD);
        assertThat(yard.queues.marks(QUEUE).getFirst().lastDeathAt()).isPositive();
        assertThat(yard.queues.marks(List.of())).isEmpty();
    }
}
