package io.yardmaster.store.record;

import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Ending;
import java.util.List;

/**
 * A record as far as it can be read.
 *
 * @param job what it holds; a stand-in, which must never be written, when it cannot be read
 * @param ending why the job ended; null when it has not
 * @param unreadable why it cannot be read; null when it can
 * @param newer true when a newer program wrote it: that one can run it
 */
public record Stored(Job job, Ending ending, String unreadable, boolean newer) {

    /**
     * Reads a record; never fails.
     *
     * @param record null when there is none
     * @param now epoch milliseconds: the times of a stand-in
     */
    public static Stored read(String queue, String id, byte[] record, long now) {
        try {
            return RecordCodec.unpack(queue, id, record);
        } catch (UnreadableRecordException edited) {
            Work work = new Work("unreadable", null, Work.DEFAULT_PRIORITY, List.of());
            Job standIn = new Job(id, queue, work, Rules.NONE, Times.of(now, now), Past.NONE);
            return new Stored(standIn, null, edited.getMessage(), edited.isNewer());
        }
    }

    public boolean isReadable() {
        return unreadable == null;
    }
}
