package io.yardmaster.engine.bulk;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.store.UniqueStore;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the dead jobs that a retry would leave dead, since another job holds their unique key. */
@Singleton
class KeyConflicts {
    /** Up to so many jobs are looked at also while no key is held: two of them may need the same one. */
    private static final int ALWAYS = 1_000;
    /** More are not looked at, so that a preview stays quick. */
    private static final int MOST = 50_000;

    private final UniqueStore uniques;

    KeyConflicts(UniqueStore uniques) {
        this.uniques = uniques;
    }

    /**
     * How many jobs of a walk would stay dead, exact up to {@value #MOST} jobs.
     *
     * @param matched how many jobs the walk meets
     */
    long count(String queue, long matched, JobSlices walk) {
        if (matched > ALWAYS && !uniques.isAnyHeld(queue)) {
            return 0;
        }
        Set<String> taken = new HashSet<>();
        long conflicts = 0;
        for (int seen = 0; !walk.isOver() && seen < MOST; ) {
            List<JobView> views = walk.slice();
            seen += views.size();
            conflicts += count(queue, views, taken);
        }
        return conflicts;
    }

    /** Those of these jobs whose unique key no other job holds. */
    List<JobView> free(String queue, List<JobView> views) {
        Set<String> none = new HashSet<>();
        return views.stream()
                .filter(view -> count(queue, List.of(view), none) == 0)
                .toList();
    }

    /** @param taken keys that jobs before them would take */
    private long count(String queue, List<JobView> views, Set<String> taken) {
        List<Job> unique = views.stream()
                .filter(view -> view.unreadable() == null)
                .map(JobView::job)
                .filter(job -> job.rules().unique() != null)
                .toList();
        if (unique.isEmpty()) {
            return 0;
        }
        List<String> keys = unique.stream().map(KeyConflicts::key).distinct().toList();
        Map<String, String> holders = uniques.holders(queue, keys);
        return unique.stream().filter(job -> !takes(job, holders, taken)).count();
    }

    private static boolean takes(Job job, Map<String, String> holders, Set<String> taken) {
        String holder = holders.get(key(job));
        return (holder == null || holder.equals(job.id())) && taken.add(key(job));
    }

    private static String key(Job job) {
        return job.rules().unique().key();
    }
}
