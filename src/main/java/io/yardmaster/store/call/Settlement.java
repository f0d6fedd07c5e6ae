package io.yardmaster.store.call;

import io.yardmaster.job.Job;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.Wire;
import java.util.List;

/**
 * Where a job goes whose run ended other than with a turn.
 *
 * @param id of the job
 * @param claim under which it ran
 * @param to where it goes
 * @param delayMs milliseconds until it is due, or for which its queue is held back; of retrying and limited only
 * @param written its new record
 * @param attempt what its history keeps; null for nothing
 * @param success of one that completes; null for the others
 */
public record Settlement(
        String id, Claim claim, To to, long delayMs, Written written, Attempt attempt, Success success) {
    /** Bytes around a record in Redis, as of a claimed job. */
    private static final int AROUND = 300;

    /**
     * How a job completed.
     *
     * @param startedAt of the run, epoch milliseconds; null when it did not run
     * @param result JSON or null
     * @param bytes that the job takes in Redis
     * @param stored null where its result is not stored for others
     */
    public record Success(Long startedAt, String result, int bytes, StoredAs stored) {}

    /** Where and how long a result is stored for other jobs. @param ttlMs milliseconds */
    public record StoredAs(long ttlMs, String type, String key) {
        /** The field of the hash of stored results. */
        public static String field(String type, String key) {
            return type + " " + key;
        }
    }

    /** Where a job goes that did not complete. */
    public Settlement(String id, Claim claim, To to, long delayMs, Written written, Attempt attempt) {
        this(id, claim, to, delayMs, written, attempt, null);
    }

    /** A job that completed other than with a turn. @param stored null where its result is not stored for others */
    public static Settlement completion(Job job, Claim claim, String result, long startedAt, StoredAs stored) {
        return completed(job, claim, Written.NOTHING, new Success(startedAt, result, bytes(job), stored));
    }

    /** A job that another one's result completes, without a run. */
    public static Settlement repetition(Job job, Claim claim, String result, Ending ending) {
        return completed(job, claim, new Written(job, ending), new Success(null, result, bytes(job), null));
    }

    private static int bytes(Job job) {
        return AROUND + job.id().length() + RecordCodec.pack(job).length;
    }

    private static Settlement completed(Job job, Claim claim, Written written, Success success) {
        return new Settlement(job.id(), claim, To.COMPLETED, 0, written, null, success);
    }

    /** Where a job can go. */
    public enum To {
        RETRYING("retrying"),
        DEAD("dead"),
        CANCELLED("cancelled"),
        /** Back to waiting, at the head of its priority in the lane that its record asks for. */
        WAITING("waiting"),
        /** Back to waiting, at the head of its priority in the lane of its job type. */
        TYPED("typed"),
        /** Back to waiting, at the head of its priority, and the queue starts nothing for a time. */
        LIMITED("limited"),
        /** Done; of members of workflows and jobs with an idempotency key, all others complete with a turn. */
        COMPLETED("completed");

        private final String word;

        To(String word) {
            this.word = word;
        }
    }

    /** The same with an entry for the history. */
    public Settlement with(Attempt entry) {
        return new Settlement(id, claim, to, delayMs, written, entry, success);
    }

    /** Says which failure it died of, or for which key its result is stored. @param position of it in the call, from 1 */
    public void addFailureTo(List<byte[]> args, int position) {
        if (success != null && success.stored() != null) {
            StoredAs stored = success.stored();
            args.add(Wire.bytes(position));
            args.add(Wire.bytes(stored.ttlMs()));
            args.add(Wire.bytes(StoredAs.field(stored.type(), stored.key())));
        }
        JobError error = to == To.DEAD && attempt != null ? attempt.error() : null;
        if (error != null && error.fingerprint() != null) {
            String type = written.job() == null ? "unreadable" : written.job().type();
            args.add(Wire.bytes(position));
            args.add(Wire.bytes(error.fingerprint()));
            args.add(Wire.bytes(HistoryCodec.write(
                    new About(type, error.type(), error.shortened().message()))));
        }
    }

    /** What a group of failures says about itself. */
    public record About(String type, String errorType, String message) {}

    public void addTo(List<byte[]> args) {
        args.add(Wire.bytes(id));
        args.add(Wire.bytes(Hold.of(claim)));
        args.add(Wire.bytes(to.word));
        if (success != null) {
            String result = success.result();
            args.add(Wire.bytes(success.bytes() + (result == null ? 0 : Wire.bytes(result).length)));
            args.add(written.packed());
            args.add(success.startedAt() == null ? Wire.EMPTY : Wire.bytes(Hold.ended(claim, success.startedAt())));
            args.add(result == null ? Wire.EMPTY : Wire.bytes(result));
            return;
        }
        args.add(Wire.bytes(delayMs));
        args.add(written.packed());
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt)));
        args.add(attempt == null ? Wire.EMPTY : Wire.bytes(HistoryCodec.write(attempt.shortened())));
    }
}
