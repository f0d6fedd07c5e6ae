package io.yardmaster.store.record;

import io.yardmaster.job.Rules;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.queue.Retention;
import java.util.TreeMap;

/**
 * The settings of a queue as one value: a format byte, then a section for each that is set. A section that a newer
 * program wrote is passed over.
 */
public final class SettingsCodec {
    private static final int FORMAT = 1;
    private static final int WEIGHT = 1;
    private static final int CONCURRENCY = 2;
    private static final int RATE_LIMIT = 3;
    private static final int GROUP_LIMIT = 4;
    private static final int DEFAULTS = 5;
    private static final int RETENTION = 6;
    private static final int GROUP = 7;

    private SettingsCodec() {}

    public static byte[] pack(QueueSettings settings) {
        Packer all = new Packer(0).octet(FORMAT);
        if (settings.weight() != null) {
            all.section(WEIGHT, new Packer(0).number(settings.weight()));
        }
        if (!settings.concurrency().isNone()) {
            all.section(CONCURRENCY, concurrency(settings.concurrency()));
        }
        RateLimit rate = settings.rateLimit();
        if (rate != null) {
            all.section(
                    RATE_LIMIT,
                    new Packer(0)
                            .number(rate.max())
                            .number(rate.perMs())
                            .octet(rate.by().letter()));
        }
        if (settings.groupLimit() != null) {
            all.section(GROUP_LIMIT, new Packer(0).number(settings.groupLimit()));
        }
        new TreeMap<>(settings.groups()).forEach((group, share) -> all.section(GROUP, group(group, share)));
        if (!settings.defaults().isEmpty()) {
            Packer defaults = new Packer(0);
            RuleCodec.pack(defaults, settings.defaults());
            all.section(DEFAULTS, defaults);
        }
        if (!settings.retention().isNone()) {
            all.section(RETENTION, retention(settings.retention()));
        }
        return all.packed();
    }

    /** What {@link #pack} wrote; where it is null or was edited by hand into something else, nothing is set. */
    public static QueueSettings read(byte[] packed) {
        if (packed == null || packed.length == 0) {
            return QueueSettings.NONE;
        }
        try {
            Unpacker all = new Unpacker(packed);
            all.skip(1);
            QueueSettings settings = QueueSettings.NONE;
            while (!all.isOver()) {
                settings = section(settings, all.octet(), all.part());
            }
            return settings;
        } catch (IndexOutOfBoundsException | IllegalArgumentException | UnreadableRecordException broken) {
            return QueueSettings.NONE;
        }
    }

    private static QueueSettings section(QueueSettings settings, int tag, Unpacker part) {
        return switch (tag) {
            case WEIGHT -> settings.withWeight((int) part.number());
            case CONCURRENCY ->
                settings.withConcurrency(new Concurrency(whole(part), whole(part), whole(part), whole(part)));
            case RATE_LIMIT ->
                settings.withRateLimit(
                        new RateLimit(part.number(), part.number(), RateLimit.By.of((char) part.octet())));
            case GROUP_LIMIT -> settings.withGroupLimit((int) part.number());
            case GROUP -> settings.withGroup(part.text(), new GroupShare(whole(part), whole(part)));
            case DEFAULTS -> settings.withDefaults(defaults(part));
            case RETENTION -> settings.withRetention(new Retention(amounts(part), amounts(part)));
            default -> settings;
        };
    }

    private static Packer concurrency(Concurrency set) {
        Packer packer = new Packer(0);
        optional(packer, set.perNode());
        optional(packer, set.total());
        optional(packer, set.min());
        optional(packer, set.max());
        return packer;
    }

    private static Packer group(String group, GroupShare share) {
        Packer packer = new Packer(0).text(group);
        optional(packer, share.weight());
        optional(packer, share.limit());
        return packer;
    }

    private static Packer retention(Retention set) {
        Packer packer = new Packer(0);
        for (Retention.Amounts of : new Retention.Amounts[] {set.completed(), set.dead()}) {
            optional(packer, of.count());
            optional(packer, of.ageMs());
            optional(packer, of.bytes());
        }
        return packer;
    }

    private static Retention.Amounts amounts(Unpacker part) {
        return new Retention.Amounts(optional(part), optional(part), optional(part));
    }

    private static Rules defaults(Unpacker part) {
        Rules rules = Rules.NONE;
        while (!part.isOver()) {
            rules = RuleCodec.read(rules, part.octet(), part.part());
        }
        return rules;
    }

    /** A number plus one, or 0 where nothing is set. */
    private static void optional(Packer packer, Number value) {
        packer.number(value == null ? 0 : value.longValue() + 1);
    }

    private static Long optional(Unpacker part) {
        long stored = part.number();
        return stored == 0 ? null : Long.valueOf(stored - 1);
    }

    private static Integer whole(Unpacker part) {
        Long value = optional(part);
        return value == null ? null : Integer.valueOf(value.intValue());
    }
}
