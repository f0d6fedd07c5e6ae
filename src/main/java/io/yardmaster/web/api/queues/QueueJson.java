package io.yardmaster.web.api.queues;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.BackoffJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A queue as the API writes it; what is not set is null. */
public record QueueJson(
        String name,
        boolean paused,
        Integer weight,
        Limits concurrency,
        RateJson rateLimit,
        Integer groupLimit,
        Map<String, Share> groups,
        At limitedUntil,
        Map<String, Object> defaults,
        Kept retention,
        Map<String, Long> counts,
        Long oldestWaitingMs,
        Slots slots) {
    private static final List<JobState> ORDER = List.of(
            JobState.WAITING,
            JobState.ACTIVE,
            JobState.SCHEDULED,
            JobState.RETRYING,
            JobState.BLOCKED,
            JobState.COMPLETED,
            JobState.DEAD,
            JobState.CANCELLED);

    /** A rate limit as the API writes it. */
    record RateJson(long max, long perMs, String by) {
        static RateJson of(RateLimit limit) {
            return limit == null
                    ? null
                    : new RateJson(limit.max(), limit.perMs(), limit.by().word());
        }
    }

    /** How many of its jobs run at once; null where it is not set. */
    record Limits(Integer perNode, Integer total, Integer min, Integer max) {
        /** Null where nothing is set. */
        static Limits of(Concurrency set) {
            return set.isNone() ? null : new Limits(set.perNode(), set.total(), set.min(), set.max());
        }
    }

    /** What is set of a group; null where it is not set. */
    record Share(Integer weight, Integer limit) {}

    /** What is set of that which is kept. */
    record Kept(Retention.Amounts completed, Retention.Amounts dead) {
        /** Null where nothing is set. */
        static Kept of(Retention set) {
            return set.isNone() ? null : new Kept(set.completed(), set.dead());
        }
    }

    /** Slots over all nodes. */
    record Slots(int busy, int total) {}

    public static QueueJson of(QueueInfo queue) {
        Slots slots = new Slots(queue.slotsBusy(), queue.slotsTotal());
        QueueSettings set = queue.settings();
        return new QueueJson(
                queue.name(),
                queue.paused(),
                set.weightOrDefault(),
                Limits.of(set.concurrency()),
                RateJson.of(set.rateLimit()),
                set.groupLimit(),
                groups(set),
                At.of(queue.limitedUntil()),
                defaults(set.defaults()),
                Kept.of(set.retention()),
                counts(queue),
                queue.oldestWaitingMs(),
                slots);
    }

    /** By group, those of which something is set; null where there is none. */
    private static Map<String, Share> groups(QueueSettings set) {
        Map<String, Share> all = new TreeMap<>();
        set.groups().forEach((group, share) -> all.put(group, new Share(share.weight(), share.limit())));
        return all.isEmpty() ? null : all;
    }

    /** Each default with its value, null where it is not set; null where none is. */
    private static Map<String, Object> defaults(Rules set) {
        if (set.isEmpty()) {
            return null;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        KeepingReader.DEFAULTS.forEach(option -> all.put(option.field(), set.get(option)));
        all.computeIfPresent(Option.BACKOFF.field(), (field, backoff) -> BackoffJson.of((Backoff) backoff));
        return all;
    }

    /** Every state, in the order of the contract. */
    public static Map<String, Long> counts(QueueInfo queue) {
        Map<String, Long> counts = new LinkedHashMap<>();
        ORDER.forEach(state -> counts.put(state.word(), queue.count(state)));
        return counts;
    }
}
