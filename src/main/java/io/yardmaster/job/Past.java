package io.yardmaster.job;

/**
 * Where a job came from and what it has been through.
 *
 * @param tally since its creation or its last retry by hand
 * @param originalPayload the payload before a retry edited it, JSON text; null when none did
 * @param sourceJobId the job this one repeats; null when it repeats none
 */
public record Past(Tally tally, String originalPayload, String sourceJobId) {
    public static final Past NONE = new Past(Tally.NONE, null, null);

    /** A past of that tally, without an origin. */
    public static Past of(Tally tally) {
        return new Past(tally, null, null);
    }

    Past with(Tally changed) {
        return new Past(changed, originalPayload, sourceJobId);
    }
}
