package io.yardmaster.store.call;

import io.yardmaster.job.Attempt;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Job;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.Wire;
import java.util.List;

/**
 * Where a job goes whose run did not complete.
 *
 * @param claim under which it ran
 * @param to where it goes
 * @param delayMs milliseconds until it is due; of retrying only
 * @param job with its new record
 * @param attempt what its history keeps; null for nothing
 */
public record Settlement(Claim claim, To to, long delayMs, Job job, Attempt attempt) {

    /** Where a job can go. */
    public enum To {
        RETRYING("retrying"),
        DEAD("dead"),
        CANCELLED("cancelled"),
        /** Back to waiting, at the head of its priority. */
        WAITING("waiting"),
        /** Back to waiting, in the lane of those that lost two workers. */
        SUSPECT("suspect");

        private final String word;

        To(String word) {
            this.word = word;
        }
    }

    public void addTo(List<byte[]> args) {
        args.add(Wire.bytes(job.id()));
        args.add(Wire.bytes(Hold.of(claim)));
        args.add(Wire.bytes(to.word));
        args.add(Wire.bytes(delayMs));
        args.add(RecordCodec.pack(job));
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt)));
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt.shortened())));
    }
}
