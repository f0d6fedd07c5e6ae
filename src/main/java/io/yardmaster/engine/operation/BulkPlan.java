package io.yardmaster.engine.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.yardmaster.job.JobState;
import io.yardmaster.store.PlaceReader.Place;
import java.util.List;

/**
 * What a bulk act does, and how far it came, so that any node can carry it on.
 *
 * @param kind retry-all, purge, clean, retry, cancel or delete
 * @param state of the jobs that it acts on
 * @param type only jobs of that type; null for every type
 * @param until epoch milliseconds: only jobs that were there by then
 * @param shelves what it has not been through yet: of dead jobs the sets that hold them, of picked jobs their ids; else
 *     empty
 * @param at the last place that it acted on, in the first of the sets; null before the first
 * @param match what the jobs that were not chosen one by one have in common; null for every other plan
 * @param pace how fast it may go; null for at once
 */
public record BulkPlan(
        String kind,
        String queue,
        JobState state,
        String type,
        long until,
        List<String> shelves,
        Place at,
        Match match,
        Pace pace) {
    public static final String RETRY_ALL = "retry-all";
    public static final String PURGE = "purge";
    public static final String CLEAN = "clean";
    public static final String RETRY = "retry";
    public static final String CANCEL = "cancel";
    public static final String DELETE = "delete";

    /**
     * What jobs have in common; what is null does not matter.
     *
     * @param tag one of their tags
     * @param text stands in the payload or in an error
     * @param from epoch milliseconds, the first that is meant of the time that their state is ordered by
     * @param to the first after those that are meant
     * @param masked true where text is not looked for in values that are hidden from people
     */
    public record Match(String tag, String text, Long from, Long to, boolean masked) {
        /** Every job. */
        public static final Match ANY = new Match(null, null, null, null, false);

        /** True where every job is meant. */
        @JsonIgnore
        public boolean isAny() {
            return tag == null && text == null && from == null && to == null;
        }
    }

    /** True where what it takes away can be brought back: what it removes, and dead jobs that it retries. */
    @JsonIgnore
    public boolean canBeUndone() {
        return !kind.equals(CANCEL) && (!kind.equals(RETRY) || state == JobState.DEAD);
    }

    /** A plan that is carried out at once. */
    public BulkPlan(
            String kind,
            String queue,
            JobState state,
            String type,
            long until,
            List<String> shelves,
            Place at,
            Match match) {
        this(kind, queue, state, type, until, shelves, at, match, null);
    }

    /** The same plan further on. */
    public BulkPlan at(List<String> left, Place reached) {
        return new BulkPlan(kind, queue, state, type, until, left, reached, match, pace);
    }

    /** The same plan at another pace. @param other null for at once */
    public BulkPlan at(Pace other) {
        return new BulkPlan(kind, queue, state, type, until, shelves, at, match, other);
    }

    /** How many jobs a slice may take, of so many at most. */
    public int slice(int most) {
        return pace == null ? most : Math.min(most, pace.slice());
    }
}
