package io.yardmaster.store;

/**
 * What a trial write to the store said.
 *
 * @param state whether it can work
 * @param cause what Redis said, or that it did not answer; empty when all is well
 */
public record Probe(State state, String cause) {
    static final Probe WELL = new Probe(State.WELL, "");

    /** Whether the store can work. */
    public enum State {
        WELL,
        /** Its memory is full: what ends, renews, moves or removes jobs goes on, nothing new is taken. */
        FULL,
        /** It does not answer, or may not write. */
        AWAY
    }
}
