package io.yardmaster.engine.operation;

/** Knows what each plan does. */
public interface Walks {
    /**
     * The slices of a plan, from where it came to.
     *
     * @param aside where it keeps what it takes away
     * @throws IllegalArgumentException for a kind that is not known
     */
    Slices of(BulkPlan plan, Aside aside);

    /** The jobs of an act, slice by slice. */
    interface Slices {
        boolean isOver();

        /** Acts on the next slice; returns how many were acted on. */
        int next();

        /** How many could not be acted on so far. */
        long failed();

        /** The plan, and how far it came. */
        BulkPlan plan();
    }
}
