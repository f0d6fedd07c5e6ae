package io.yardmaster.engine.queues;

/** A queue holds as many dead jobs as it may, and takes none in until some of them are retried or removed. */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueueFullException(String queue) {
        super("queue " + queue
                + " holds as many dead jobs as it may, all too young to be trimmed; retry or remove some");
    }
}
