package io.yardmaster.engine.bulk;

import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.attempt.Fingerprint;
import io.yardmaster.store.FailureStore;
import io.yardmaster.store.FailureStore.KnownFailures;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.store.PlaceReader.Place;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the sets that hold the dead jobs of a filter: the groups of failures where all dead jobs are in groups, since a
 * group is of one type; else the set of all dead jobs, whose records must be looked at.
 */
@Singleton
class DeadShelves {
    /** The set of all dead jobs. */
    static final String WHOLE = "";

    private final JobReader jobs;
    private final PlaceReader places;
    private final FailureStore failures;

    DeadShelves(JobReader jobs, PlaceReader places, FailureStore failures) {
        this.jobs = jobs;
        this.places = places;
        this.failures = failures;
    }

    JobReader jobs() {
        return jobs;
    }

    /** The sets, each a fingerprint or {@link #WHOLE}, the largest first; empty where nothing can be meant. */
    List<String> of(String queue, DeadFilter filter) {
        if (filter.meansAll()) {
            return List.of(WHOLE);
        }
        KnownFailures known = failures.of(List.of(queue)).getFirst();
        if (filter.fingerprint() == null && !known.isComplete()) {
            return List.of(WHOLE);
        }
        return known.groups().stream()
                .filter(filter::fits)
                .sorted(Comparator.comparingLong(FailureGroup::count).reversed())
                .map(FailureGroup::fingerprint)
                .toList();
    }

    /** True where a set may hold jobs of other types too. */
    boolean isMixed(String shelf, DeadFilter filter) {
        return filter.type() != null && (shelf.equals(WHOLE) || shelf.equals(Fingerprint.OTHER));
    }

    /** How many jobs of these sets died by then. @param until epoch milliseconds */
    long count(String queue, List<String> shelves, long until) {
        if (shelves.equals(List.of(WHOLE))) {
            return places.countUntil(queue, JobState.DEAD, until);
        }
        return failures.countUntil(queue, shelves, until).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The next places of a set, last died first. */
    List<Place> places(String queue, String shelf, Place after, int limit) {
        return shelf.equals(WHOLE)
                ? places.places(List.of(queue), JobState.DEAD, after, limit)
                : failures.places(queue, shelf, after, limit);
    }
}
