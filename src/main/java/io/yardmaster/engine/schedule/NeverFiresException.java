package io.yardmaster.engine.schedule;

import io.yardmaster.engine.schedule.cron.Cron;

/** A schedule is well formed, and no time fits it. */
public class NeverFiresException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NeverFiresException() {
        super("cron never fires within the next " + Cron.HORIZON_YEARS + " years");
    }
}
