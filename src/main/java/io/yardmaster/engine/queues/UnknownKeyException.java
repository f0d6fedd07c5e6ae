package io.yardmaster.engine.queues;

/** Nobody holds that key. */
public class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownKeyException() {
        super("no unique job of this queue holds that key");
    }
}
