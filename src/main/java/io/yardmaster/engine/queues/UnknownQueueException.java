package io.yardmaster.engine.queues;

import io.yardmaster.job.text.Name;

/** No such queue. */
public class UnknownQueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownQueueException(String queue) {
        super("there is no queue " + queue);
    }

    /** Throws it where the queue is not there. @param there what the store says */
    public static void unless(boolean there, String queue) {
        if (!there) {
            throw new UnknownQueueException(queue);
        }
    }

    /** Returns a text that can be the name of a queue; throws it for any other, which is not repeated. */
    public static String named(String queue) {
        if (!Name.isName(queue)) {
            throw new UnknownQueueException("of that name");
        }
        return queue;
    }
}
