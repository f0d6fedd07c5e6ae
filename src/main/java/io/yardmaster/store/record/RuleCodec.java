package io.yardmaster.store.record;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;

/** The rules of a job in its record: a section for each option that is said, its tag made from the option's number. */
final class RuleCodec {
    private static final int FIRST_TAG = 32;

    private RuleCodec() {}

    static void pack(Packer packer, Rules rules) {
        rules.each((option, value) -> packer.section(FIRST_TAG + option.code(), value(option, value)));
    }

    /** The rules with what a section says. @throws UnreadableRecordException when a newer program wrote the section */
    static Rules read(Rules rules, int tag, Unpacker part) {
        for (Option option : Option.values()) {
            if (tag == FIRST_TAG + option.code()) {
                return rules.with(option, value(option, part));
            }
        }
        throw new UnreadableRecordException("section " + tag + " is not known", true, null);
    }

    private static Packer value(Option option, Object value) {
        return switch (option.kind()) {
            case COUNT, MILLISECONDS -> new Packer(0).number((Long) value);
            case BACKOFF -> backoff((Backoff) value);
        };
    }

    private static Object value(Option option, Unpacker part) {
        return switch (option.kind()) {
            case COUNT, MILLISECONDS -> Long.valueOf(part.number());
            case BACKOFF -> backoff(part);
        };
    }

    private static Packer backoff(Backoff backoff) {
        return new Packer(0)
                .number(backoff.type().code())
                .number(backoff.delayMs())
                .number(backoff.maxDelayMs())
                .octet(backoff.jitter().full() ? 1 : 0)
                .number(Double.doubleToLongBits(backoff.jitter().ratio()));
    }

    private static Backoff backoff(Unpacker part) {
        Backoff.Type type = Backoff.Type.of((int) part.number());
        long delayMs = part.number();
        long maxDelayMs = part.number();
        boolean full = part.octet() == 1;
        return new Backoff(type, delayMs, maxDelayMs, new Jitter(Double.longBitsToDouble(part.number()), full));
    }
}
