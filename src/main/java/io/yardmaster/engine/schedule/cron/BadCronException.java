package io.yardmaster.engine.schedule.cron;

/** A cron expression that is not understood. Its message is a sentence without its subject, naming what is allowed. */
public class BadCronException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadCronException(String message) {
        super(message);
    }
}
