package io.yardmaster.job;

import io.yardmaster.job.text.Trace;

/**
 * Where a job came from and what it has been through.
 *
 * @param tally since its creation or its last retry by hand
 * @param originalPayload the payload before a retry edited it, JSON text; null when none did
 * @param sourceJobId the job this one repeats; null when it repeats none
 * @param member its place in a workflow; null when it is in none
 * @param trace the trace that it was enqueued in; null when in none
 */
public record Past(Tally tally, String originalPayload, String sourceJobId, Member member, Trace trace) {
    public static final Past NONE = new Past(Tally.NONE, null, null, null, null);

    /**
     * A job's place in its workflow.
     *
     * @param workflow the id of the workflow
     * @param part the number of the job's part in its tree, from 1
     * @param before what it finds as {@code previous}
     * @param unreleased true until the jobs before it have ended: retried, it is blocked again
     */
    public record Member(String workflow, int part, Before before, boolean unreleased) {}

    /** What a step of a workflow finds as the result before it. */
    public enum Before {
        NOTHING(0),
        /** The result of one job. */
        ONE(1),
        /** The results of a group, as a list. */
        LIST(2);

        private final int code;

        Before(int code) {
            this.code = code;
        }

        /** Its number in records; never changes. */
        public int code() {
            return code;
        }

        /** The one of that number. @throws IllegalArgumentException when there is none */
        public static Before of(int code) {
            for (Before before : values()) {
                if (before.code == code) {
                    return before;
                }
            }
            throw new IllegalArgumentException("before " + code + " is not known");
        }
    }

    /** A past of that tally, without an origin. */
    public static Past of(Tally tally) {
        return new Past(tally, null, null, null, null);
    }

    /** Of a job that is a step of a workflow and has not run. */
    public static Past of(Member member) {
        return new Past(Tally.NONE, null, null, member, null);
    }

    Past with(Tally changed) {
        return new Past(changed, originalPayload, sourceJobId, member, trace);
    }

    /** @param jobId the job that it repeats; may be null */
    public Past source(String jobId) {
        return new Past(tally, originalPayload, jobId, member, trace);
    }

    /** @param changed the trace that it is enqueued in; may be null */
    public Past trace(Trace changed) {
        return new Past(tally, originalPayload, sourceJobId, member, changed);
    }
}
