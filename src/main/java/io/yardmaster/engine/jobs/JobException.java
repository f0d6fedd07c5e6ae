package io.yardmaster.engine.jobs;

/** Why nothing was done to a job that a caller named. */
public abstract sealed class JobException extends RuntimeException
        permits AmbiguousJobException, NotPossibleException, UnknownJobException {
    private static final long serialVersionUID = 1;

    JobException(String message) {
        super(message);
    }
}
