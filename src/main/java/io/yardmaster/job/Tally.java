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

    Tally withFailure() {
        return new Tally(failures + 1, lost, snoozes);
    }

    Tally withSnooze() {
        return new Tally(failures, lost, snoozes + 1);
    }
}
