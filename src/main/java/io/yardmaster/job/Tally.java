package io.yardmaster.job;

/**
 * What a job has been through since its creation or its last retry by hand.
 *
 * @param failures attempts used up
 * @param lost workers that vanished while running it
 * @param snoozes times its handler asked to be called later
 */
public record Tally(int failures, int lost, int snoozes) {
    public static final Tally NONE = new Tally(0, 0, 0);
    /** A job that lost so many workers runs alone. */
    public static final int SUSPECT_AFTER = 2;
    /** A job that lost so many workers is dead. */
    public static final int MOST_LOST = 3;

    public Tally withFailure() {
        return new Tally(failures + 1, lost, snoozes);
    }

    public Tally withSnooze() {
        return new Tally(failures, lost, snoozes + 1);
    }

    public Tally withLoss() {
        return new Tally(failures, lost + 1, snoozes);
    }
}
