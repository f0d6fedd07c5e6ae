package io.yardmaster.store.record;

import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.text.Trace;
import io.yardmaster.job.unique.Unique;
import java.util.ArrayList;
import java.util.List;

/**
 * A job as one packed value of format 2. Fixed places, counted from 1, which scripts read: 1 format, 2 flags (1 = member of a workflow,
 * 2 = the jobs before it have not ended, 4 = unique, 8 = it is until its start),
 * 3 priority, 4 workers lost, 5 to 10 created at, 11 to 16 due at, 17 to 22 first due at, 23 length of the lane word
 * (0 = the plain lane), then the lane word, the length of the type and the type. Then sections until the end, each a tag,
 * a length and as many bytes; what a job does not have takes no section. The cost stands first, and behind it what makes the job unique.
 */
public final class RecordCodec {
    static final int FORMAT = 2;
    private static final int PAYLOAD = 1;
    private static final int TAGS = 2;
    private static final int TALLY = 3;
    private static final int ORIGINAL_PAYLOAD = 4;
    private static final int SOURCE_JOB = 5;
    private static final int ENDING = 6;
    private static final int MEMBER = 7;
    private static final int TRACE = 8;
    private static final int FIXED = 40;
    /** A record that begins with a printable character was written by hand, not by a newer program. */
    private static final int FIRST_TEXT = 32;

    private RecordCodec() {}

    /** The word of the lane that a job asks for; empty for the plain one. */
    public static String lane(Job job) {
        return job.rules().group() == null ? "" : "g:" + job.rules().group();
    }

    /** The words of all lanes that a waiting job may stand in. */
    public static List<String> lanes(Job job) {
        String typed = ":" + job.type();
        String asked = lane(job);
        return asked.isEmpty()
                ? List.of(Claim.PLAIN_LANE, "suspects", "t" + typed)
                : List.of("suspects", "t" + typed, asked, asked + typed);
    }

    /** A job that has not ended. */
    public static byte[] pack(Job job) {
        return pack(job, null);
    }

    /** @param ending why it ended; null when it has not, or when the state needs no reason */
    public static byte[] pack(Job job, Ending ending) {
        int payload = job.payload() == null ? 0 : job.payload().length();
        Packer packer = new Packer(FIXED + job.type().length() + payload)
                .octet(FORMAT)
                .octet(flags(job))
                .octet(job.priority())
                .octet(job.tally().lost())
                .instant(job.createdAt())
                .instant(job.dueAt())
                .instant(job.times().firstDueAt())
                .word(lane(job))
                .text(job.type());
        RuleCodec.packFirst(packer, job.rules());
        packer.section(PAYLOAD, job.payload());
        if (!job.tags().isEmpty()) {
            Packer tags = new Packer(0);
            job.tags().forEach(tags::text);
            packer.section(TAGS, tags);
        }
        if (!job.rules().isEmpty()) {
            RuleCodec.pack(packer, job.rules());
        }
        past(packer, job.past());
        if (ending != null) {
            Packer end = new Packer(0).number(ending.reason().code());
            packer.section(ENDING, ending.detail() == null ? end : end.text(ending.detail()));
        }
        return packer.packed();
    }

    private static void past(Packer packer, Past past) {
        Tally tally = past.tally();
        if (tally.failures() + tally.snoozes() > 0) {
            packer.section(TALLY, new Packer(0).number(tally.failures()).number(tally.snoozes()));
        }
        packer.section(ORIGINAL_PAYLOAD, past.originalPayload());
        packer.section(SOURCE_JOB, past.sourceJobId());
        if (past.member() != null) {
            Past.Member member = past.member();
            packer.section(
                    MEMBER,
                    new Packer(0)
                            .text(member.workflow())
                            .number(member.part())
                            .octet(member.before().code()));
        }
        if (past.trace() != null) {
            packer.section(TRACE, past.trace().header());
        }
    }

    private static int flags(Job job) {
        Past.Member member = job.member();
        Unique unique = job.rules().unique();
        int flags = member == null ? 0 : member.unreleased() ? 3 : 1;
        return flags + (unique == null ? 0 : unique.until() == Unique.Until.START ? 12 : 4);
    }

    /** @throws UnreadableRecordException when it is missing, broken, or of a format or with a section not known here */
    static Stored unpack(String queue, String id, byte[] record) {
        if (record == null || record.length == 0) {
            throw new UnreadableRecordException("it is missing", false, null);
        }
        if (record[0] != FORMAT) {
            boolean newer = record[0] > FORMAT && record[0] < FIRST_TEXT;
            throw new UnreadableRecordException("format " + (record[0] & 255) + " is not known", newer, null);
        }
        try {
            return new Parts(queue, id, new Unpacker(record)).read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new UnreadableRecordException(broken.getMessage(), false, broken);
        }
    }

    /** What has been read of one record. */
    private static final class Parts {
        private final String queue;
        private final String id;
        private final Unpacker from;
        private String payload;
        private List<String> tags = List.of();
        private Rules rules = Rules.NONE;
        private int failures;
        private int snoozes;
        private String originalPayload;
        private String sourceJobId;
        private Past.Member member;
        private Trace trace;
        private boolean unreleased;
        private Ending ending;

        Parts(String queue, String id, Unpacker from) {
            this.queue = queue;
            this.id = id;
            this.from = from;
        }

        Stored read() {
            from.skip(1);
            unreleased = (from.octet() & 2) != 0;
            int priority = from.octet();
            int lost = from.octet();
            long createdAt = from.instant();
            long dueAt = from.instant();
            Times times = new Times(createdAt, from.instant(), dueAt);
            from.skip(from.octet());
            String type = from.text();
            while (!from.isOver()) {
                section(from.octet(), from.part());
            }
            Past past = new Past(new Tally(failures, lost, snoozes), originalPayload, sourceJobId, member, trace);
            Job job = new Job(id, queue, new Work(type, payload, priority, tags), rules, times, past);
            return new Stored(job, ending, null, false);
        }

        private void section(int tag, Unpacker part) {
            switch (tag) {
                case PAYLOAD -> payload = part.rest();
                case TAGS -> tags = tags(part);
                case TALLY -> {
                    failures = (int) part.number();
                    snoozes = (int) part.number();
                }
                case ORIGINAL_PAYLOAD -> originalPayload = part.rest();
                case SOURCE_JOB -> sourceJobId = part.rest();
                case MEMBER ->
                    member =
                            new Past.Member(part.text(), (int) part.number(), Past.Before.of(part.octet()), unreleased);
                case TRACE -> trace = Trace.of(List.of(part.rest())).orElse(null);
                case ENDING -> ending = new Ending(Reason.of((int) part.number()), part.isOver() ? null : part.text());
                default -> rules = RuleCodec.read(rules, tag, part);
            }
        }

        private static List<String> tags(Unpacker part) {
            List<String> tags = new ArrayList<>();
            while (!part.isOver() && tags.size() < Work.MOST_TAGS) {
                tags.add(part.text());
            }
            return tags;
        }
    }
}
