package io.yardmaster.engine.jobs;

/** No such job, or no longer. */
public final class UnknownJobException extends JobException {
    private static final long serialVersionUID = 1;

    public UnknownJobException(String id) {
        super("there is no job " + id);
    }
}
