package io.yardmaster.store.record;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.unique.Unique;
import java.util.ArrayList;
import java.util.List;

/** The rules of a job in its record: a section for each option that is said, its tag made from the option's number. */
final class RuleCodec {
    private static final int FIRST_TAG = 32;

    private RuleCodec() {}

    static void pack(Packer packer, Rules rules) {
        rules.each((option, value) -> {
            if (option != Option.COST && option != Option.UNIQUE) {
                packer.section(FIRST_TAG + option.code(), value(option, value));
            }
        });
    }

    /** The sections that scripts read, where there are any: of the cost and of what makes the job unique. */
    static void packFirst(Packer packer, Rules rules) {
        if (rules.cost() != null && rules.cost() > 1) {
            packer.section(FIRST_TAG + Option.COST.code(), value(Option.COST, rules.cost()));
        }
        if (rules.unique() != null) {
            packer.section(FIRST_TAG + Option.UNIQUE.code(), value(Option.UNIQUE, rules.unique()));
        }
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
            case COUNT, MILLISECONDS, INSTANT -> new Packer(0).number((Long) value);
            case BACKOFF -> backoff((Backoff) value);
            case NAMES -> names((List<?>) value);
            case NAME -> new Packer(0).text((String) value);
            case UNIQUE -> unique((Unique) value);
            case KEY -> new Packer(0).text((String) value);
        };
    }

    private static Object value(Option option, Unpacker part) {
        return switch (option.kind()) {
            case COUNT, MILLISECONDS, INSTANT -> Long.valueOf(part.number());
            case BACKOFF -> backoff(part);
            case NAMES -> names(part, option.most());
            case NAME -> part.text();
            case UNIQUE -> unique(part);
            case KEY -> part.text();
        };
    }

    private static Packer unique(Unique unique) {
        Packer packed = new Packer(0)
                .octet(unique.until().kind())
                .number(unique.ttlMs())
                .text(unique.key());
        return unique.mode() == Unique.Mode.SIMPLE
                ? packed
                : packed.text(unique.mode().word());
    }

    private static Unique unique(Unpacker part) {
        Unique.Until until = Unique.Until.of((char) part.octet());
        long ttlMs = part.number();
        String key = part.text();
        Unique.Mode mode = part.isOver() ? Unique.Mode.SIMPLE : Unique.Mode.of(part.text());
        return new Unique(key, ttlMs, until, mode);
    }

    private static Packer names(List<?> names) {
        Packer packer = new Packer(0);
        names.forEach(name -> packer.text((String) name));
        return packer;
    }

    private static List<String> names(Unpacker part, long most) {
        List<String> names = new ArrayList<>();
        while (!part.isOver() && names.size() < most) {
            names.add(part.text());
        }
        return names;
    }

    private static Packer backoff(Backoff backoff) {
        Packer packed = new Packer(0)
                .number(backoff.type().code())
                .number(backoff.delayMs())
                .number(backoff.maxDelayMs())
                .octet(backoff.jitter().full() ? 1 : 0)
                .number(Double.doubleToLongBits(backoff.jitter().ratio()));
        return backoff.name() == null ? packed : packed.text(backoff.name());
    }

    private static Backoff backoff(Unpacker part) {
        Backoff.Type type = Backoff.Type.of((int) part.number());
        long delayMs = part.number();
        long maxDelayMs = part.number();
        boolean full = part.octet() == 1;
        Jitter jitter = new Jitter(Double.longBitsToDouble(part.number()), full);
        return new Backoff(type, part.isOver() ? null : part.text(), delayMs, maxDelayMs, jitter);
    }
}
