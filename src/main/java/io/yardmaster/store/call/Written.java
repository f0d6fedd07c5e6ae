package io.yardmaster.store.call;

import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.Wire;

/**
 * A new record for a job.
 *
 * @param job null leaves the record as it is
 * @param ending why the job ended; null when it has not, or when the state needs no reason
 */
public record Written(Job job, Ending ending) {
    /** Leaves the record as it is. */
    public static final Written NOTHING = new Written(null, null);

    /** The packed record; empty when nothing is written. */
    public byte[] packed() {
        return job == null ? Wire.EMPTY : RecordCodec.pack(job, ending);
    }
}
