package io.yardmaster.web.console.chart;

import io.yardmaster.web.console.words.Zone;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The time between two moments, at least 15 minutes and at most 90 days.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds, exclusive
 * @param stepMs milliseconds of one step: at most 200 steps, none finer than what is kept of that time
 * @param words as in a sentence
 */
public record Between(long from, long to, long stepMs, String words) implements Period {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long SHORTEST_MS = 15 * MINUTE_MS;
    private static final long LONGEST_MS = 90 * DAY_MS;
    private static final long MOST_STEPS = 200;
    private static final int MOST_LABELS = 8;
    private static final int LONGEST_TEXT = 40;
    private static final long[] STEPS = {
        10_000,
        MINUTE_MS,
        5 * MINUTE_MS,
        10 * MINUTE_MS,
        30 * MINUTE_MS,
        HOUR_MS,
        3 * HOUR_MS,
        6 * HOUR_MS,
        12 * HOUR_MS
    };
    private static final long[] LABELS = {
        5 * MINUTE_MS,
        10 * MINUTE_MS,
        30 * MINUTE_MS,
        HOUR_MS,
        3 * HOUR_MS,
        6 * HOUR_MS,
        12 * HOUR_MS,
        DAY_MS,
        2 * DAY_MS,
        7 * DAY_MS,
        14 * DAY_MS
    };

    /**
     * What a URL asks for.
     *
     * @param from an instant, or date and time on the viewer's clock; hostile, may be null
     * @param to likewise; null or empty for now
     * @return empty where that is no such time
     */
    public static Optional<Between> of(String from, String to, Zone zone, long now) {
        Optional<Long> begin = zone.read(from);
        Optional<Long> end = to == null || to.isEmpty() ? Optional.of(now) : zone.read(to);
        if (begin.isEmpty() || end.isEmpty() || end.get() > now + DAY_MS) {
            return Optional.empty();
        }
        long length = end.get() - begin.get();
        if (length < SHORTEST_MS || length > LONGEST_MS || begin.get() < 0) {
            return Optional.empty();
        }
        String words = "the time from " + zone.day(begin.get()) + " to " + zone.day(end.get());
        return Optional.of(new Between(begin.get(), end.get(), step(length, now - begin.get()), words));
    }

    /** Buckets of ten seconds are kept for two hours, those of a minute for two days. */
    private static long step(long length, long age) {
        long finest = age < 2 * HOUR_MS ? STEPS[0] : age < 2 * DAY_MS ? MINUTE_MS : HOUR_MS;
        return LongStream.of(STEPS)
                .filter(step -> step >= finest && length / step <= MOST_STEPS)
                .findFirst()
                .orElse(STEPS[STEPS.length - 1]);
    }

    @Override
    public long from(long now) {
        return from;
    }

    @Override
    public long to(long now) {
        return to;
    }

    @Override
    public String query() {
        return "from=" + encoded(from) + "&to=" + encoded(to);
    }

    private static String encoded(long at) {
        return Instant.ofEpochMilli(at).toString().replace(":", "%3A");
    }

    @Override
    public boolean isLabelled(long at, Zone zone) {
        long offset = zone.id().getRules().getOffset(Instant.ofEpochMilli(at)).getTotalSeconds() * 1_000L;
        return Math.floorMod(at + offset, labelMs()) < stepMs;
    }

    private long labelMs() {
        return LongStream.of(LABELS)
                .filter(label -> label >= stepMs && (to - from) / label <= MOST_LABELS)
                .findFirst()
                .orElse(LABELS[LABELS.length - 1]);
    }

    @Override
    public String step(long at, Zone zone) {
        return to - from > DAY_MS ? zone.day(at) : stepMs < MINUTE_MS ? zone.second(at) : zone.minute(at);
    }

    @Override
    public String label(long at, Zone zone) {
        return labelMs() >= DAY_MS ? zone.date(at) : to - from > DAY_MS ? zone.day(at) : zone.minute(at);
    }
}
