package io.yardmaster.web.console.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.YardScenes;
import io.yardmaster.web.console.live.Scene;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The list of queues with dead jobs is bounded. */
class DeadQueuesTest {
    @Test
    void ofManyQueuesFiftyAreShownAndTheRestCounted() {
        Scene scene = YardScenes.yard(
                IntStream.range(0, 3_000).mapToObj(DeadQueuesTest::lane).toArray(QueueSnapshot[]::new));
        DeadPage.Summary all = DeadPage.summary(scene, null, null);
        assertThat(all.queues()).hasSize(50).extracting(DeadPage.Broken::queue).startsWith("q2999", "q2998");
        assertThat(all.more().replace('\u00a0', ' ')).isEqualTo("2,950 more queues");
        DeadPage.Summary one = DeadPage.summary(scene, "q7", null);
        assertThat(one.queues()).hasSize(50).extracting(DeadPage.Broken::queue).startsWith("q7", "q2999");
        DeadPage.Summary few = DeadPage.summary(YardScenes.yard(lane(1), lane(2)), null, null);
        assertThat(few.more()).isEmpty();
    }

    private static QueueSnapshot lane(int number) {
        QueueInfo bare = YardScenes.info("q" + number, false, 0, 0, 8);
        Map<JobState, Long> counts = new EnumMap<>(bare.counts());
        counts.put(JobState.DEAD, number + 1L);
        return YardScenes.lane(new QueueInfo(bare.name(), false, counts, null, 0, 8), 0, 0);
    }
}
