package io.yardmaster.api.beans;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import java.util.List;

/**
 * Enqueues jobs from code of the server's own, such as a bean that is no handler: inject it. Payloads are of the type that
 * the handler takes. {@snippet :
 * jobs.enqueue(OrderPaid.class, new OrderPaid.Order(4711)).in(Duration.ofMinutes(5)).unique("order 4711").send();
 * }
 */
public interface JobSender {
    /** A job for that handler, which has a {@link JobHandler}; nothing happens before {@link JobDraft#send}. */
    <P> JobDraft enqueue(Class<? extends Handler<P>> handler, P payload);

    /** A job of that type, whoever handles it. @param payload as in {@link JobRequest} */
    JobDraft enqueue(String type, Object payload);

    /**
     * Sends many in one call a queue; not atomic.
     *
     * @return the ids of the jobs, or of those that were there already, in the order of the drafts
     * @throws IllegalStateException when one was refused: its id is used with another body, or its queue is full
     * @throws RuntimeException when the store does not answer in time; some may be enqueued
     */
    List<String> sendAll(List<JobDraft> drafts);
}
