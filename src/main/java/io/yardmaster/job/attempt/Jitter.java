package io.yardmaster.job.attempt;

import java.util.random.RandomGenerator;

/**
 * How a delay is spread, so that jobs which failed together do not come back together.
 *
 * @param ratio 0..1: uniform in [v(1-ratio), v(1+ratio)]; ignored when full
 * @param full uniform in [0, v]
 */
public record Jitter(double ratio, boolean full) {
    /** Uniform in [0, v]. */
    public static final Jitter FULL = new Jitter(1, true);

    public Jitter {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("jitter must be between 0 and 1, or \"full\"");
        }
    }

    /** A spread of that ratio around the delay. */
    public static Jitter of(double ratio) {
        return new Jitter(ratio, false);
    }

    double spread(double delay, RandomGenerator random) {
        double from = full ? 0 : delay * (1 - ratio);
        double to = full ? delay : delay * (1 + ratio);
        return from + (to - from) * random.nextDouble();
    }
}
