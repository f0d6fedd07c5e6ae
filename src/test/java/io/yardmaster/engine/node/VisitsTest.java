package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Visits visits = new Visits(nanos::get);

    @Test
    void fewQueuesAreAllLookedAtInEveryTurn() {
        List<String> all = queues(Visits.FEW);
        assertThat(visits.next(() -> all)).isEqualTo(all);
        assertThat(visits.next(() -> all)).isEqualTo(all);
    }

    @Test
    void eachOfManyComesUpOnceWithinTenSeconds() {
        List<String> all = queues(3_000);
        List<String> seen = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
            List<String> part = visits.next(() -> all);
            assertThat(part).hasSizeBetween(200, 400);
            assertThat(visits.next(() -> all)).as("the same second").isEmpty();
            seen.addAll(part);
            nanos.addAndGet(1_000_000_000);
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aNamedOneComesUpInTheNextTurnOnly() {
        List<String> all = queues(3_000);
        visits.next(() -> all);
        visits.name("queue 7");
        visits.name("unknown");
        assertThat(visits.next(() -> all)).containsExactly("queue 7");
        assertThat(visits.next(() -> all)).isEmpty();
    }

    @Test
    void oneThatWasNamedWhileItWasMadeIsNotLost() {
        List<String> all = queues(3_000);
        visits.next(() -> all);
        visits.next(() -> {
            visits.name("queue 7"); // its queue was not in the list that is being read
            return all.subList(8, all.size());
        });
        assertThat(visits.next(() -> all)).containsExactly("queue 7");
    }

    private static List<String> queues(int count) {
        return IntStream.range(0, count).mapToObj(i -> "queue " + i).toList();
    }
}
