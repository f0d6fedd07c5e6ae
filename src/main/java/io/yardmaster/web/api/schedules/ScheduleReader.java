package io.yardmaster.web.api.schedules;

import io.yardmaster.engine.queues.MadeKeys;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.Schedule.Policy;
import io.yardmaster.engine.schedule.Schedule.Source;
import io.yardmaster.engine.schedule.Schedule.Target;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.jobs.NewJobReader;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.RawValue;
import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Set;

/** Reads what a schedule is to be. */
public final class ScheduleReader {
    private static final Set<String> KNOWN = Set.of(
            "type", "payload", "queue", "cron", "everyMs", "timeZone", "misfire", "overlap", "enabled", "jobOptions");
    private static final String NAME_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ - that begins with a letter or digit";

    private final JsonReader in;
    private final TimingReader timing;
    private String type;
    private boolean typed;
    private String payload;
    private String queue;
    private Misfire misfire = Misfire.LAST;
    private Overlap overlap = Overlap.ALLOW;
    private Boolean enabled = true;
    private NewJob options;
    private String optionsText;

    private ScheduleReader(JsonReader in) {
        this.in = in;
        timing = new TimingReader(in);
    }

    /** The schedule that a body describes. @throws io.yardmaster.web.problem.BadInputException with all that is wrong */
    static Schedule of(String name, Body body) {
        return of(name, body.text(Body.LARGEST));
    }

    /** The same of a text, as a page makes it of its form. */
    public static Schedule of(String name, CharBuffer text) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> new ScheduleReader(in).read(name));
    }

    private Schedule read(String name) {
        if (!in.object(KNOWN, Set.of(), this::member)) {
            return null;
        }
        if (!typed) {
            in.note("/type", "is required");
        }
        timing.complete();
        return in.isWrong() ? null : schedule(name);
    }

    private void member(String name) {
        switch (name) {
            case "type" -> {
                typed = true;
                type = in.string(Name::isName, NAME_RULE);
            }
            case "payload" -> payload = RawValue.of(in);
            case "queue" -> queue = in.string(Name::isName, NAME_RULE);
            case "misfire" -> misfire = word(Misfire.class, "must be skip, last or all");
            case "overlap" -> overlap = word(Overlap.class, "must be allow or skip");
            case "enabled" -> enabled = in.bool();
            case "jobOptions" -> options();
            default -> timing.member(name);
        }
    }

    private void options() {
        int from = in.tokens().start();
        options = NewJobReader.options(in);
        optionsText = in.tokens().slice(from, in.tokens().end());
    }

    private <T extends Enum<T>> T word(Class<T> type, String rule) {
        String text = in.string(
                word -> word.equals(word.toLowerCase(Locale.ROOT)) && isOneOf(type, word.toUpperCase(Locale.ROOT)),
                rule);
        return text == null ? null : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static <T extends Enum<T>> boolean isOneOf(Class<T> type, String name) {
        for (T one : type.getEnumConstants()) {
            if (one.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Schedule schedule(String name) {
        NewJob job = NewJob.of(type).queue(queue);
        if (options == null) {
            job = job.payload(payload);
        } else {
            Work work = new Work(type, payload, options.priority(), options.tags());
            job = job.work(work).due(options.due()).rules(MadeKeys.of(options.rules(), type, payload));
        }
        return new Schedule(
                name,
                timing.timing(0),
                new Policy(misfire, overlap, enabled),
                null,
                new Target(job, optionsText),
                new Source(false, false, 0));
    }
}
