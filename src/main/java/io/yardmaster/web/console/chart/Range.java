package io.yardmaster.web.console.chart;

import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** How far back a chart looks. */
public enum Range implements Period {
    QUARTER("15m", "15 min", "the last 15 minutes", 900_000, 10_000, 5),
    HOUR("1h", "1 h", "the last hour", 3_600_000, 60_000, 10),
    DAY("24h", "24 h", "the last 24 hours", 86_400_000, 600_000, 240),
    WEEK("7d", "7 days", "the last 7 days", 604_800_000, 3_600_000, 1_440),
    SEASON("90d", "90 days", "the last 90 days", 7_776_000_000L, 43_200_000, 20_160);

    private final String key;
    private final String title;
    private final String words;
    private final long lengthMs;
    private final long stepMs;
    private final int labelMinutes;

    Range(String key, String title, String words, long lengthMs, long stepMs, int labelMinutes) {
        this.key = key;
        this.title = title;
        this.words = words;
        this.lengthMs = lengthMs;
        this.stepMs = stepMs;
        this.labelMinutes = labelMinutes;
    }

    /** The range of that key; an hour when there is none. @param key hostile, may be null */
    public static Range of(String key) {
        return Arrays.stream(values())
                .filter(r -> r.key.equals(key))
                .findFirst()
                .orElse(HOUR);
    }

    /** As in a URL: 15m, 1h, 24h, 7d or 90d. */
    public String key() {
        return key;
    }

    /** As on its tab. */
    public String title() {
        return title;
    }

    /** As in a sentence. */
    @Override
    public String words() {
        return words;
    }

    /** As the head of a section. */
    public String heading() {
        return Words.capital(words.substring("the ".length()));
    }

    public long lengthMs() {
        return lengthMs;
    }

    /** Milliseconds of one step. */
    @Override
    public long stepMs() {
        return stepMs;
    }

    @Override
    public long from(long now) {
        return now - lengthMs;
    }

    @Override
    public long to(long now) {
        return now;
    }

    @Override
    public String query() {
        return "range=" + key;
    }

    /** True where the axis has a label: every so many minutes of the viewer's day. */
    @Override
    public boolean isLabelled(long at, Zone zone) {
        ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone.id());
        long sinceEpoch = at + local.getOffset().getTotalSeconds() * 1_000L;
        return Math.floorMod(sinceEpoch, labelMinutes * 60_000L) < stepMs;
    }

    /** A step, as it is named beside its values. */
    @Override
    public String step(long at, Zone zone) {
        return switch (this) {
            case QUARTER -> zone.second(at);
            case HOUR -> zone.minute(at);
            case DAY, WEEK, SEASON -> zone.day(at);
        };
    }

    @Override
    public String label(long at, Zone zone) {
        return this == WEEK || this == SEASON ? zone.date(at) : zone.minute(at);
    }
}
