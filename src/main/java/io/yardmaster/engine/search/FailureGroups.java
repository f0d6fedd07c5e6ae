package io.yardmaster.engine.search;

import io.yardmaster.engine.jobs.JobFinder;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.store.FailureStore;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at what died, by the way in which it failed. Throws StoreAwayException. */
@Singleton
public class FailureGroups {
    public static final Comparator<FailureGroup> LARGEST_FIRST = Comparator.comparingLong(FailureGroup::count)
            .reversed()
            .thenComparing(FailureGroup::queue)
            .thenComparing(FailureGroup::fingerprint);

    private final FailureStore failures;
    private final JobFinder finder;

    FailureGroups(FailureStore failures, JobFinder finder) {
        this.failures = failures;
        this.finder = finder;
    }

    /** The groups of a queue, largest first. @param queue null for every queue @throws io.yardmaster.engine.queues.UnknownQueueException */
    public List<FailureGroup> of(String queue) {
        return among(finder.among(queue));
    }

    /** The groups of these queues, largest first. */
    public List<FailureGroup> among(List<String> names) {
        return failures.of(names).stream()
                .flatMap(known -> known.groups().stream())
                .sorted(LARGEST_FIRST)
                .toList();
    }

    /** A group of a queue; empty where none of its jobs is dead. */
    public Optional<FailureGroup> one(String queue, String fingerprint) {
        return among(List.of(queue)).stream()
                .filter(group -> group.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** How many jobs of a group are dead; 0 where there is none. */
    public long count(String queue, String fingerprint) {
        return failures.countUntil(queue, List.of(fingerprint), Long.MAX_VALUE).getFirst();
    }
}
