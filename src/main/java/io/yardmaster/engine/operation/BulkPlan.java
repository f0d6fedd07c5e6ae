package io.yardmaster.engine.operation;

import io.yardmaster.job.JobState;
import io.yardmaster.store.PlaceReader.Place;
import java.util.List;

/**
 * What a bulk act does, and how far it came, so that any node can carry it on.
 *
 * @param kind retry-all, purge or clean
 * @param state of the jobs that it acts on
 * @param type only jobs of that type; null for every type
 * @param until epoch milliseconds: only jobs that were there by then
 * @param shelves the sets that it has not been through yet, of dead jobs; else empty
 * @param at the last place that it acted on in the first of them; null before the first
 * @param pace how fast it may go; null for at once
 */
public record BulkPlan(
        String kind, String queue, JobState state, String type, long until, List<String> shelves, Place at, Pace pace) {
    public static final String RETRY_ALL = "retry-all";
    public static final String PURGE = "purge";
    public static final String CLEAN = "clean";

    /** A plan that is carried out at once. */
    public BulkPlan(
            String kind, String queue, JobState state, String type, long until, List<String> shelves, Place at) {
        this(kind, queue, state, type, until, shelves, at, null);
    }

    /** The same plan further on. */
    public BulkPlan at(List<String> left, Place reached) {
        return new BulkPlan(kind, queue, state, type, until, left, reached, pace);
    }

    /** The same plan at another pace. @param other null for at once */
    public BulkPlan at(Pace other) {
        return new BulkPlan(kind, queue, state, type, until, shelves, at, other);
    }

    /** How many jobs a slice may take, of so many at most. */
    public int slice(int most) {
        return pace == null ? most : Math.min(most, pace.slice());
    }
}
