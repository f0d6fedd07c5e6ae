package io.yardmaster.engine.operation;

/**
 * How fast a bulk act may go. It is kept with the plan, so that the node that carries an act on holds it too.
 *
 * @param perMinute jobs a minute, {@value #LEAST}..{@value #MOST}
 * @param nextAt epoch milliseconds: the next slice begins no sooner
 */
public record Pace(int perMinute, long nextAt) {
    public static final int LEAST = 1;
    public static final int MOST = 100_000;

    private static final long MINUTE_MS = 60_000;
    private static final int SECONDS = 60;

    public Pace {
        if (perMinute < LEAST || perMinute > MOST) {
            throw new IllegalArgumentException("the rate must be " + LEAST + " to " + MOST + " jobs a minute");
        }
    }

    /** One that begins now. @param perMinute null for at once. Returns null then */
    public static Pace of(Integer perMinute) {
        return perMinute == null ? null : new Pace(perMinute, 0);
    }

    /** Milliseconds that so many jobs take at least. */
    public static long lengthMs(long jobs, int perMinute) {
        return jobs * MINUTE_MS / perMinute;
    }

    /** True where so many jobs end while the act can still be undone. */
    boolean isUndoable(long jobs) {
        return lengthMs(jobs, perMinute) < Aside.UNDO_MS;
    }

    /** How many jobs a slice takes: those of a second, and one where that is none. */
    int slice() {
        return Math.max(1, perMinute / SECONDS);
    }

    /** The same after a slice. @param begun when it began, epoch milliseconds @param acted jobs it acted on */
    Pace after(long begun, int acted) {
        return new Pace(perMinute, begun + lengthMs(acted, perMinute));
    }
}
