package io.yardmaster.store.call;

import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.Wire;
import java.util.List;

/**
 * Where a job goes whose run did not complete.
 *
 * @param id of the job
 * @param claim under which it ran
 * @param to where it goes
 * @param delayMs milliseconds until it is due; of retrying only
 * @param written its new record
 * @param attempt what its history keeps; null for nothing
 */
public record Settlement(String id, Claim claim, To to, long delayMs, Written written, Attempt attempt) {

    /** Where a job can go. */
    public enum To {
        RETRYING("retrying"),
        DEAD("dead"),
        CANCELLED("cancelled"),
        /** Back to waiting, at the head of its priority in the lane that its record asks for. */
        WAITING("waiting"),
        /** Back to waiting, at the head of its priority in the lane of its job type. */
        TYPED("typed");

        private final String word;

        To(String word) {
            this.word = word;
        }
    }

    /** The same with an entry for the history. */
    public Settlement with(Attempt entry) {
        return new Settlement(id, claim, to, delayMs, written, entry);
    }

    public void addTo(List<byte[]> args) {
        args.add(Wire.bytes(id));
        args.add(Wire.bytes(Hold.of(claim)));
        args.add(Wire.bytes(to.word));
        args.add(Wire.bytes(delayMs));
        args.add(written.packed());
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt)));
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt.shortened())));
    }
}
