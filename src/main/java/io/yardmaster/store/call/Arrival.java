package io.yardmaster.store.call;

import io.yardmaster.job.Job;

/**
 * A job on its way in.
 *
 * @param bodyHash of the request, for a client-made id; null for one made here
 * @param laterId the id under which it runs after the job that holds its key: made here, never the client's
 */
public record Arrival(Job job, String bodyHash, String laterId) {
    /** A job whose id will do in every case. */
    public Arrival(Job job, String bodyHash) {
        this(job, bodyHash, job.id());
    }
}
