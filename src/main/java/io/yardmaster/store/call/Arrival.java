package io.yardmaster.store.call;

import io.yardmaster.job.Job;

/**
 * A job on its way in.
 *
 * @param bodyHash of the request, for a client-made id; null for one made here
 */
public record Arrival(Job job, String bodyHash) {}
