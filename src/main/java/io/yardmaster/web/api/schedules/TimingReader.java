package io.yardmaster.web.api.schedules;

import io.yardmaster.engine.schedule.cron.BadCronException;
import io.yardmaster.engine.schedule.cron.Cron;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.web.api.request.JsonReader;

/** Reads {@code cron} or {@code everyMs}, and {@code timeZone}. */
final class TimingReader {
    private static final String ZONE_RULE = "must be the name of a time zone, such as UTC or Europe/Berlin";

    private final JsonReader in;
    private boolean cronGiven;
    private boolean everyGiven;
    private String cron;
    private Long everyMs;
    private String zone = "UTC";

    TimingReader(JsonReader in) {
        this.in = in;
    }

    void member(String name) {
        switch (name) {
            case "cron" -> cron();
            case "everyMs" -> {
                everyGiven = true;
                everyMs = in.integer(Timing.SHORTEST_EVERY_MS, Timing.LONGEST_EVERY_MS);
            }
            default -> zone = in.string(Timing::isZone, ZONE_RULE);
        }
    }

    private void cron() {
        cronGiven = true;
        String text = in.string(any -> true, "must be a string of five or six fields");
        if (text != null) {
            try {
                Cron.of(text);
                cron = text;
            } catch (BadCronException bad) {
                in.note("", bad.getMessage());
            }
        }
    }

    /** Notes what only the whole object shows. */
    void complete() {
        if (cronGiven == everyGiven) {
            in.note("/cron", cronGiven ? "must not be there beside everyMs" : "or everyMs is required");
        }
    }

    Timing timing(long anchorMs) {
        return new Timing(cron, everyMs, zone, anchorMs);
    }
}
