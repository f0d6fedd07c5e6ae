package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.job.JobState;
import io.yardmaster.store.MarkStore.Mark;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MarkStoreTest {
    private static final List<String> QUEUE = List.of(Yard.QUEUE);

    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aPauseKeepsItsFirstMakerUntilItEnds() {
        yard.queues.pause(QUEUE, true);
        marks().remember(QUEUE, "ada", 70);
        marks().remember(QUEUE, "bob", 90);
        assertThat(marks().marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, 70L, "ada", null, 0));
        yard.queues.pause(QUEUE, false);
        assertThat(marks().marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, null, null, null, 0));
    }

    @Test
    void aPauseByNobodyKnownHasItsTime() {
        marks().remember(QUEUE, null, 70);
        assertThat(marks().marks(QUEUE)).containsExactly(new Mark(Yard.QUEUE, 70L, null, null, 0));
    }

    @Test
    void theNewestDeathIsRemembered() {
        yard.enqueue("a", "b");
        States.put(yard, "a", JobState.DEAD);
        States.put(yard, "b", JobState.DEAD);
        long died = marks().marks(QUEUE).getFirst().lastDeathAt();
        Request earlier = Request.cmd(Command.ZINCRBY)
                .arg(yard.queues.keys(Yard.QUEUE).of(Key.DEAD))
                .arg(-7_200_000)
                .arg("a");
        RedisLink.await(yard.links.rest().send(earlier));
        assertThat(marks().marks(QUEUE).getFirst().lastDeathAt())
                .as("one that died two hours ago is not the newest")
                .isEqualTo(died);
        assertThat(marks().marks(List.of())).isEmpty();
    }

    private static MarkStore marks() {
        return new MarkStore(yard.links, yard.queues);
    }
}
