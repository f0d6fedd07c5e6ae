package io.yardmaster.web.console.jobs;

import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.web.console.live.Scene;
import java.util.Comparator;
import java.util.List;

/** Reads pages of jobs over very many queues: it asks as few of them as the last look at the queues allows. */
final class ManyQueues {
    /** Of what has ended so many queues are asked at first. */
    static final int ASKED_FIRST = 100;

    private final Scene scene;
    private final Lists lists;

    ManyQueues(Scene scene, Lists lists) {
        this.scene = scene;
        this.lists = lists;
    }

    /** Lists jobs of some queues, as {@link JobSearch#over}. */
    interface Lists {
        Page<JobView> over(List<String> among, JobState state, JobFilter filter, int limit, String cursor);
    }

    /**
     * A page over those queues in which the last look found such jobs. The first page of what has ended is of the queues
     * whose newest ended last, where these fill it with what is newer than all that the others had at that look.
     *
     * @param cursor null for the first page; one that cannot be read: IllegalArgumentException
     */
    Page<JobView> read(JobState state, JobFilter filter, String cursor) {
        List<QueueSnapshot> holding = scene.queues().stream()
                .filter(lane -> lane.count(state) > 0)
                .sorted(Comparator.comparingLong((QueueSnapshot lane) -> -endedAt(lane, state)))
                .toList();
        boolean newestFirst = state.isFinal() && cursor == null && filter.equals(JobFilter.ALL);
        if (newestFirst && holding.size() > ASKED_FIRST) {
            Page<JobView> page = lists.over(names(holding.subList(0, ASKED_FIRST)), state, filter, JobLists.PAGE, null);
            if (isAfter(page, endedAt(holding.get(ASKED_FIRST), state))) {
                return page;
            }
        }
        return lists.over(names(holding), state, filter, JobLists.PAGE, cursor);
    }

    /** True for a full page whose jobs all ended after that. */
    private static boolean isAfter(Page<JobView> page, long endedAt) {
        return page.items().size() == JobLists.PAGE
                && page.items().getLast().standing().finishedAt() > endedAt;
    }

    /** When its newest job of that state ended; 0 where that is not known. */
    private static long endedAt(QueueSnapshot lane, JobState state) {
        return lane.info().endedAt().getOrDefault(state, 0L);
    }

    private static List<String> names(List<QueueSnapshot> lanes) {
        return lanes.stream().map(QueueSnapshot::name).toList();
    }
}
