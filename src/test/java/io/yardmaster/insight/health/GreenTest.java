package io.yardmaster.insight.health;

import static io.yardmaster.web.console.YardScenes.NOW;
import static io.yardmaster.web.console.YardScenes.lane;
import static io.yardmaster.web.console.YardScenes.step;
import static io.yardmaster.web.console.YardScenes.yard;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.QueueMarks;
import io.yardmaster.insight.metrics.HistoryPoint;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.parts.Verdict;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A property over many made snapshots: where nothing is reported, nothing is wrong. */
class GreenTest {
    private static final long SEED = 20_261_126;
    private static final int CASES = 4_000;

    @Test
    void greenMeansNothingDeadPausedOrFailing() {
        Random random = new Random(SEED);
        int green = 0;
        for (int i = 0; i < CASES; i++) {
            List<QueueSnapshot> queues =
                    List.of(snapshot("one", random), snapshot("two", random), snapshot("three", random));
            boolean isGreen = QueueRules.of(queues, NOW).isEmpty();
            String tone = Verdict.of(yard(queues.toArray(QueueSnapshot[]::new)), Zone.UTC)
                    .tone();
            assertThat(tone.equals("right")).as("case %d", i).isEqualTo(isGreen);
            if (isGreen) {
                green++;
                queues.forEach(queue -> check(queue, "case " + queue));
            }
        }
        assertThat(green).as("green cases, else nothing was shown").isGreaterThan(10);
    }

    private static void check(QueueSnapshot queue, String which) {
        assertThat(queue.count(JobState.DEAD)).as(which).isZero();
        assertThat(queue.info().paused()).as(which).isFalse();
        long failed = queue.recent().failed();
        long processed = queue.recent().processed();
        assertThat(processed < 10 || failed <= 0.1 * processed).as(which).isTrue();
        long inHour = queue.processedInHour();
        assertThat(inHour < 3 || queue.failedInHour() < 0.5 * inHour).as(which).isTrue();
        assertThat(queue.count(JobState.WAITING) == 0 || queue.info().slotsTotal() > 0)
                .as(which)
                .isTrue();
    }

    private static QueueSnapshot snapshot(String name, Random random) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, few(random));
        }
        boolean waits = counts.get(JobState.WAITING) > 0;
        QueueInfo info = new QueueInfo(
                name,
                random.nextInt(4) == 0,
                counts,
                waits ? Long.valueOf(random.nextInt(600_000)) : null,
                0,
                random.nextInt(4));
        long processed = few(random) * 10;
        QueueSnapshot bare = lane(info, processed, share(processed, random));
        List<HistoryPoint> hour = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            long ran = few(random);
            hour.add(step(minute, ran, share(ran, random)));
        }
        Long died = counts.get(JobState.DEAD) == 0 ? null : Long.valueOf(NOW - random.nextInt(7_200_000));
        QueueMarks marks = new QueueMarks(null, null, died);
        return new QueueSnapshot(info, bare.recent(), hour, marks, Episode.of(hour));
    }

    /** Often none, else up to 20. */
    private static long few(Random random) {
        return random.nextInt(3) > 0 ? 0 : random.nextInt(21);
    }

    private static long share(long all, Random random) {
        return random.nextInt(3) > 0 ? 0 : random.nextLong(all + 1);
    }
}
