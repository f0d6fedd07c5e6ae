package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.store.redis.StoreAwayException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueFaultsTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final QueueFaults faults = new QueueFaults(() -> Instant.ofEpochMilli(now.get()));
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void oneBrokenQueueAmongMany() {
        List<String> queues = IntStream.range(0, 1_000).mapToObj(i -> "q" + i).toList();
        Map<String, Integer> answers = faults.together(queues, "duty", part -> ask(part, "q617"));
        assertThat(answers).hasSize(999).doesNotContainKey("q617");
        assertThat(rounds.get()).isLessThan(25);
        assertThat(faults.all()).singleElement().satisfies(fault -> {
            assertThat(fault.queue()).isEqualTo("q617");
            assertThat(fault.message()).isEqualTo("WRONGTYPE");
            assertThat(fault.since()).isEqualTo(1_000);
        });
    }

    @Test
    void aFaultIsShownUntilTheDutySucceedsAndLoggedOnceAMinute() {
        fail("q");
        now.addAndGet(59_999);
        fail("q");
        assertThat(faults.all().getFirst().loggedAt()).isEqualTo(1_000);
        now.addAndGet(1);
        fail("q");
        assertThat(faults.all().getFirst().loggedAt()).isEqualTo(61_000);
        faults.together(List.of("p", "q"), "duty", part -> ask(part, "none"));
        assertThat(faults.all()).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsNoFaultOfAQueue() {
        assertThatThrownBy(() -> faults.in("q", "duty", () -> {
                    throw new StoreAwayException("away", null);
                }))
                .isInstanceOf(StoreAwayException.class);
        assertThat(faults.all()).isEmpty();
    }

    private void fail(String queue) {
        faults.in(queue, "duty", () -> ask(List.of(queue), queue));
    }

    private Map<String, Integer> ask(List<String> queues, String broken) {
        rounds.incrementAndGet();
        if (queues.contains(broken)) {
            throw new IllegalStateException("WRONGTYPE");
        }
        Map<String, Integer> all = new HashMap<>();
        queues.forEach(queue -> all.put(queue, 1));
        return all;
    }
}
