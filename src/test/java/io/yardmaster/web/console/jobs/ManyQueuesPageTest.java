package io.yardmaster.web.console.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.web.console.Views;
import io.yardmaster.web.console.YardScenes;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ManyQueuesPageTest {
    private static final int QUEUES = 3_000;

    /** When the jobs of each queue ended. */
    private final Map<String, List<Long>> ends = new TreeMap<>();
    /** When the newest of each ended, as of the last look. */
    private final Map<String, Long> known = new TreeMap<>();
    /** How many queues each call asked. */
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void theNewestAreFoundByAskingFewQueues() {
        IntStream.range(0, QUEUES).forEach(i -> ended("q" + i, (i * 7_919L) % QUEUES));
        assertThat(read(null, JobFilter.ALL)).isEqualTo(newest());
        assertThat(asked).containsExactly(ManyQueues.ASKED_FIRST);
    }

    @Test
    void whereTheyDoNotFillThePageAllAreAsked() {
        IntStream.range(0, QUEUES).forEach(i -> ended("q" + i, i));
        // those that ended last were cleaned since the look
        IntStream.range(QUEUES - 70, QUEUES).forEach(i -> ends.put("q" + i, List.of()));
        assertThat(read(null, JobFilter.ALL)).isEqualTo(newest());
        assertThat(asked).containsExactly(ManyQueues.ASKED_FIRST, QUEUES);
    }

    @Test
    void anOldJobIsNotTakenForANewerOneOfAQueueNotAsked() {
        IntStream.range(0, QUEUES).forEach(i -> ended("q" + i, i + 1_000L));
        // one of those asked has older jobs beside its newest, and the others have none any more
        IntStream.range(QUEUES - ManyQueues.ASKED_FIRST, QUEUES).forEach(i -> ends.put("q" + i, List.of()));
        ends.put("q" + (QUEUES - 1), LongStream.range(0, 60).boxed().toList());
        assertThat(read(null, JobFilter.ALL)).isEqualTo(newest());
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLaterPageAndAFilterAskAll() {
        IntStream.range(0, QUEUES).forEach(i -> ended("q" + i, i));
        read("cursor", JobFilter.ALL);
        read(null, ListFilter.ofType("demo.noop").in(Zone.UTC, text -> text));
        assertThat(asked).containsExactly(QUEUES, QUEUES);
    }

    private void ended(String queue, long at) {
        ends.put(queue, List.of(at));
        known.put(queue, at + Views.CREATED);
    }

    private List<Long> newest() {
        return ends.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.reverseOrder())
                .limit(JobLists.PAGE)
                .toList();
    }

    private List<Long> read(String cursor, JobFilter filter) {
        QueueSnapshot[] lanes = ends.keySet().stream().map(this::lane).toArray(QueueSnapshot[]::new);
        return new ManyQueues(YardScenes.yard(lanes), this::over)
                .read(JobState.COMPLETED, filter, cursor).items().stream()
                        .map(view -> view.standing().finishedAt() - Views.CREATED)
                        .toList();
    }

    private QueueSnapshot lane(String queue) {
        Map<JobState, Long> counts = Map.of(JobState.COMPLETED, 1L);
        Map<JobState, Long> endedAt = Map.of(JobState.COMPLETED, known.get(queue));
        QueueInfo info = new QueueInfo(queue, false, counts, null, 0, 8, null, QueueSettings.NONE, endedAt);
        return YardScenes.lane(info, 0, 0);
    }

    private Page<JobView> over(List<String> among, JobState state, JobFilter filter, int limit, String cursor) {
        asked.add(among.size());
        return new Page<>(
                among.stream()
                        .flatMap(queue -> ends.get(queue).stream())
                        .sorted(Comparator.reverseOrder())
                        .limit(limit)
                        .map(at -> Views.view(state, at, 1))
                        .toList(),
                null);
    }
}
