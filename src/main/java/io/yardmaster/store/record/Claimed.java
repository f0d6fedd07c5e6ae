package io.yardmaster.store.record;

import io.yardmaster.job.Job;

/** A job as a claim brought it, still packed. @param record null when it has none */
public record Claimed(String queue, String id, byte[] record) {

    /** @throws UnreadableRecordException when the record is missing or not one */
    public Job job() {
        return RecordCodec.unpack(queue, id, record);
    }

    /** The job, or what stands in for one whose record cannot be read. */
    public Job jobOrStandIn() {
        try {
            return job();
        } catch (UnreadableRecordException edited) {
            return RecordCodec.standIn(queue, id, edited.getMessage(), 0);
        }
    }

    /** True for a job that lost two workers, read at its fixed place. */
    public boolean isSuspect() {
        return record != null && record.length > 3 && record[3] >= 2;
    }

    /** Bytes that the job takes in Redis when completed: its record and about 300 around it. */
    public int bytes() {
        return 300 + id.length() + (record == null ? 0 : record.length);
    }
}
