package io.yardmaster.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Snapshots;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.job.JobState;
import io.yardmaster.store.Yard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueLooksTest {
    private static final int MANY = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final Asked asked = new Asked();
    private final QueueLooks looks = new QueueLooks(asked, nanos::get);

    @Test
    void fewQueuesAreAllAskedForInEachLook() {
        asked.make(Visits.FEW);
        assertThat(looks.look(null)).hasSize(Visits.FEW);
        assertThat(looks.look(null)).hasSize(Visits.FEW);
        assertThat(asked.last).hasSize(Visits.FEW);
    }

    @Test
    void ofManyTheTenthAskedForLongestAgoIsNext() {
        open();
        List<String> all = new ArrayList<>();
        for (int look = 0; look < 10; look++) {
            assertThat(looks.look(null)).as("all are shown").hasSize(MANY);
            all.addAll(asked.last);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(asked.names);
    }

    @Test
    void oneOfWhichAnEventWasHeardIsNext() {
        open();
        looks.on(new JobEvent.Placed(Yard.job("a"), JobState.WAITING));
        asked.names.add(Yard.QUEUE);
        looks.look(null);
        looks.look(null);
        looks.on(new JobEvent.Placed(Yard.job("a"), JobState.WAITING));
        looks.look(null);
        assertThat(asked.last).contains(Yard.QUEUE);
    }

    @Test
    void oneThatChangesIsAskedForUntilItIsStill() {
        open();
        String moved = "queue 999";
        asked.waiting = Map.of(moved, 1L);
        looks.name(moved);
        looks.look(null);
        looks.look(null);
        assertThat(asked.last).as("it changed").contains(moved);
        looks.look(null);
        assertThat(asked.last).as("it is still").doesNotContain(moved);
    }

    @Test
    void aNewOneIsShownAtOnceAndOneThatIsGoneIsNot() {
        open();
        asked.names.remove("queue 500");
        asked.names.add("new");
        assertThat(looks.look(null))
                .extracting(QueueSnapshot::name)
                .contains("new")
                .doesNotContain("queue 500");
    }

    @Test
    void afterAnActAllAreAskedFor() {
        open();
        looks.forget();
        looks.look(null);
        assertThat(asked.last).hasSize(MANY);
    }

    @Test
    void afterAMinuteWithoutALookAllAreAskedFor() {
        open();
        nanos.addAndGet(60_000_000_000L);
        looks.look(null);
        assertThat(asked.last).hasSize(MANY);
    }

    /** The first two looks: all queues are new, and then all have changed. */
    private void open() {
        asked.make(MANY);
        looks.look(null);
        assertThat(asked.last).hasSize(MANY);
        looks.look(null);
    }

    /** Remembers what was asked for. */
    private static final class Asked implements QueueLooks.QueueSource {
        private final List<String> names = new ArrayList<>();
        private List<String> last = List.of();
        private Map<String, Long> waiting = Map.of();

        void make(int count) {
            IntStream.range(0, count).forEach(i -> names.add("queue " + i));
        }

        @Override
        public List<String> names() {
            return List.copyOf(names);
        }

        @Override
        public boolean exists(String queue) {
            return names.contains(queue);
        }

        @Override
        public List<QueueSnapshot> snapshots(
                List<String> among,
                List<String> all,
                Map<String, HistoryPoint> activity,
                Snapshots.Histories histories) {
            last = among;
            return among.stream().map(this::snapshot).toList();
        }

        private QueueSnapshot snapshot(String name) {
            Map<JobState, Long> counts = Map.of(JobState.SCHEDULED, waiting.getOrDefault(name, 0L));
            QueueInfo info = new QueueInfo(name, false, counts, null, 0, 10);
            return new QueueSnapshot(info, QueueMetrics.none(name, 300_000), List.of(), QueueMarks.NONE, null);
        }
    }
}
