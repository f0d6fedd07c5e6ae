package io.yardmaster.store.record;

import io.yardmaster.job.Backoff;
import io.yardmaster.job.Ending;
import io.yardmaster.job.Jitter;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Origin;
import io.yardmaster.job.Reason;
import io.yardmaster.job.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * A job as one packed value. Fixed places, which scripts read: byte 1 format, 2 flags, 3 priority, 4 workers lost,
 * 5 to 10 created at, 11 to 16 due at (counted from 1). Then type, and what the flags announce, in their order.
 */
public final class RecordCodec {
    private static final int FORMAT = 1;
    private static final int HAS_PAYLOAD = 1;
    private static final int HAS_OPTIONS = 2;
    private static final int HAS_TAGS = 4;
    private static final int HAS_TALLY = 8;
    private static final int HAS_ORIGIN = 16;
    private static final int HAS_ENDING = 32;
    private static final int FIXED = 48;

    private RecordCodec() {}

    public static byte[] pack(Job job) {
        int payload = job.payload() == null ? 0 : job.payload().length();
        Packer packer = new Packer(FIXED + job.type().length() + payload)
                .octet(FORMAT)
                .octet(flags(job))
                .octet(job.priority())
                .octet(job.tally().lost())
                .instant(job.createdAt())
                .instant(job.dueAt())
                .text(job.type());
        if (job.payload() != null) {
            packer.text(job.payload());
        }
        if (!job.options().equals(JobOptions.NONE)) {
            packOptions(packer, job.options());
        }
        if (!job.tags().isEmpty()) {
            packer.number(job.tags().size());
            job.tags().forEach(packer::text);
        }
        if (!job.tally().equals(Tally.NONE)) {
            packer.number(job.tally().failures()).number(job.tally().snoozes());
        }
        if (!job.origin().equals(Origin.NONE)) {
            optional(packer, job.origin().originalPayload());
            optional(packer, job.origin().sourceJobId());
        }
        if (job.ending() != null) {
            packer.octet(job.ending().reason().ordinal());
            optional(packer, job.ending().detail());
        }
        return packer.packed();
    }

    /** @throws UnreadableRecordException when it is not a record of this format */
    static Job unpack(String queue, String id, byte[] record) {
        if (record == null || record.length == 0) {
            throw new UnreadableRecordException("it is missing", null);
        }
        if (record[0] != FORMAT) {
            throw new UnreadableRecordException("format " + (record[0] & 255) + " is not known", null);
        }
        try {
            return read(queue, id, new Unpacker(record));
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new UnreadableRecordException(broken.getMessage(), broken);
        }
    }

    /** What stands in for a job whose record cannot be read, so that it can be seen and removed. */
    static Job standIn(String queue, String id, String detail, long now) {
        Ending ending = new Ending(Reason.BAD_PAYLOAD, detail);
        return new Job(
                id,
                queue,
                "unreadable",
                null,
                NewJob.DEFAULT_PRIORITY,
                now,
                now,
                JobOptions.NONE,
                List.of(),
                Tally.NONE,
                Origin.NONE,
                ending);
    }

    private static int flags(Job job) {
        return (job.payload() == null ? 0 : HAS_PAYLOAD)
                | (job.options().equals(JobOptions.NONE) ? 0 : HAS_OPTIONS)
                | (job.tags().isEmpty() ? 0 : HAS_TAGS)
                | (job.tally().equals(Tally.NONE) ? 0 : HAS_TALLY)
                | (job.origin().equals(Origin.NONE) ? 0 : HAS_ORIGIN)
                | (job.ending() == null ? 0 : HAS_ENDING);
    }

    private static Job read(String queue, String id, Unpacker from) {
        from.octet();
        int flags = from.octet();
        int priority = from.octet();
        if (priority < 1 || priority > 100) {
            throw new IllegalArgumentException("priority " + priority);
        }
        int lost = from.octet();
        long createdAt = from.instant();
        long dueAt = from.instant();
        String type = from.text();
        String payload = (flags & HAS_PAYLOAD) == 0 ? null : from.text();
        JobOptions options = (flags & HAS_OPTIONS) == 0 ? JobOptions.NONE : readOptions(from);
        List<String> tags = (flags & HAS_TAGS) == 0 ? List.of() : readTags(from);
        Tally tally = (flags & HAS_TALLY) == 0
                ? new Tally(0, lost, 0)
                : new Tally((int) from.number(), lost, (int) from.number());
        Origin origin = (flags & HAS_ORIGIN) == 0 ? Origin.NONE : new Origin(optional(from), optional(from));
        Ending ending = (flags & HAS_ENDING) == 0 ? null : new Ending(Reason.values()[from.octet()], optional(from));
        return new Job(id, queue, type, payload, priority, createdAt, dueAt, options, tags, tally, origin, ending);
    }

    private static void packOptions(Packer packer, JobOptions options) {
        packer.number(options.maxAttempts() == null ? 0 : options.maxAttempts());
        packer.number(options.timeoutMs() == null ? 0 : options.timeoutMs());
        Backoff backoff = options.backoff();
        packer.octet(backoff == null ? 0 : backoff.type().ordinal() + 1);
        if (backoff != null) {
            packer.number(backoff.delayMs()).number(backoff.maxDelayMs());
            packer.octet(backoff.jitter().full() ? 1 : 0);
            packer.number(Double.doubleToLongBits(backoff.jitter().ratio()));
        }
    }

    private static JobOptions readOptions(Unpacker from) {
        int maxAttempts = (int) from.number();
        long timeoutMs = from.number();
        int type = from.octet();
        Backoff backoff = null;
        if (type > 0) {
            long delayMs = from.number();
            long maxDelayMs = from.number();
            boolean full = from.octet() == 1;
            Jitter jitter = new Jitter(Double.longBitsToDouble(from.number()), full);
            backoff = new Backoff(Backoff.Type.values()[type - 1], delayMs, maxDelayMs, jitter);
        }
        return new JobOptions(maxAttempts == 0 ? null : maxAttempts, backoff, timeoutMs == 0 ? null : timeoutMs);
    }

    private static List<String> readTags(Unpacker from) {
        int count = (int) Math.min(from.number(), NewJob.MOST_TAGS);
        List<String> tags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tags.add(from.text());
        }
        return tags;
    }

    private static void optional(Packer packer, String text) {
        packer.octet(text == null ? 0 : 1);
        if (text != null) {
            packer.text(text);
        }
    }

    private static String optional(Unpacker from) {
        return from.octet() == 0 ? null : from.text();
    }
}
