package io.yardmaster.job.unique;

/**
 * A key that a unique job holds.
 *
 * @param until when it is free again
 * @param endsAt epoch milliseconds; null when it is held until its job starts or ends
 */
public record HeldKey(String key, String jobId, Unique.Until until, Long endsAt) {}
