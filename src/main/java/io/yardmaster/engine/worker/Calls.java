package io.yardmaster.engine.worker;

import io.yardmaster.engine.JobEvents;
import io.yardmaster.store.ClaimStore;

/**
 * What the dispatcher's calls need.
 *
 * @param owner id of this worker
 * @param leaseMs length of a lease in milliseconds
 */
record Calls(ClaimStore store, JobEvents events, String owner, long leaseMs) {}
