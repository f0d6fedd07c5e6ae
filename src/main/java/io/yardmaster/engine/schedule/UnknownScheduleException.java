package io.yardmaster.engine.schedule;

/** No schedule has that name. */
public class UnknownScheduleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownScheduleException(String name) {
        super("there is no schedule " + name);
    }
}
