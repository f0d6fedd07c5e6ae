package io.yardmaster.engine.queues;

/** No such queue. */
public class UnknownQueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownQueueException(String queue) {
        super("there is no queue " + queue);
    }
}
