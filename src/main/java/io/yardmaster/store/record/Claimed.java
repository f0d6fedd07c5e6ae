package io.yardmaster.store.record;

/** A job as a claim brought it, still packed. @param record null when it has none */
public record Claimed(String queue, String id, byte[] record) {
    private static final int AROUND = 300;

    /** What its record holds. */
    public Stored stored() {
        return Stored.read(queue, id, record, 0);
    }

    /** True for a job that lost two workers, read at its fixed place. */
    public boolean isSuspect() {
        return record != null && record.length > 3 && record[3] >= 2;
    }

    /** Bytes that the job takes in Redis when completed: its record and about 300 around it. */
    public int bytes() {
        return AROUND + id.length() + (record == null ? 0 : record.length);
    }
}
