package io.yardmaster.web.console.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yardmaster.engine.schedule.Schedule;
import io.yardmaster.engine.schedule.Schedule.Misfire;
import io.yardmaster.engine.schedule.Schedule.Overlap;
import io.yardmaster.engine.schedule.Schedule.Policy;
import io.yardmaster.engine.schedule.Schedule.Source;
import io.yardmaster.engine.schedule.Schedule.Target;
import io.yardmaster.engine.schedule.cron.BadCronException;
import io.yardmaster.engine.schedule.cron.Cron;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the form of a schedule. What is wrong is kept a sentence a field. */
final class ScheduleForm {
    static final List<String> FIELDS = List.of(
            "name", "type", "payload", "queue", "runs", "every", "cron", "timeZone", "misfire", "overlap", "enabled");

    private static final int LONGEST = 200_000;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build()
            .reader();
    private static final String NAME_RULE =
            "1 to 128 characters of A-Z a-z 0-9 . _ - that begin with a letter or digit";

    private final Map<String, String> values;
    private final Map<String, String> wrong = new HashMap<>();

    ScheduleForm(Map<String, String> values) {
        this.values = values;
    }

    /** What the fields of a schedule hold. */
    static Map<String, String> values(Schedule schedule) {
        Timing timing = schedule.timing();
        NewJob job = schedule.target().job();
        Map<String, String> values = new HashMap<>();
        values.put("name", schedule.name());
        values.put("type", job.type());
        values.put("payload", job.payload() == null ? "" : job.payload());
        values.put("queue", job.queue() == null ? "" : job.queue());
        values.put("runs", timing.everyMs() == null ? "cron" : "every");
        values.put("every", timing.everyMs() == null ? "" : String.valueOf(timing.everyMs() / 1_000.0));
        values.put("cron", timing.cron() == null ? "" : timing.cron());
        values.put("timeZone", timing.zone());
        values.put("misfire", schedule.policies().misfire().name().toLowerCase(Locale.ROOT));
        values.put("overlap", schedule.policies().overlap().name().toLowerCase(Locale.ROOT));
        values.put("enabled", schedule.policies().enabled() ? "on" : "");
        return values;
    }

    /** What was typed; of each field no more than the largest payload with some room. */
    static Map<String, String> typed(MultivaluedMap<String, String> form) {
        Map<String, String> values = new HashMap<>();
        for (String field : FIELDS) {
            String text = form.getFirst(field);
            values.put(field, text == null ? "" : Text.cut(text, LONGEST));
        }
        return values;
    }

    /** True where only the next runs are asked for. */
    static boolean isPreview(MultivaluedMap<String, String> form) {
        return form.containsKey("preview");
    }

    Map<String, String> wrong() {
        return wrong;
    }

    /** Only when it runs; null when that is wrong, which is kept. */
    Timing timing(long anchorMs) {
        String zone = value("timeZone").isEmpty() ? "UTC" : value("timeZone");
        if (!Timing.isZone(zone)) {
            wrong.put("timeZone", "There is no time zone of that name. Use UTC or one such as Europe/Berlin.");
        }
        return value("runs").equals("every") ? every(zone, anchorMs) : cron(zone, anchorMs);
    }

    private Timing cron(String zone, long anchorMs) {
        try {
            Cron.of(value("cron"));
        } catch (BadCronException bad) {
            wrong.put("cron", "It " + bad.getMessage() + ".");
        }
        return wrong.isEmpty() ? new Timing(value("cron"), null, zone, anchorMs) : null;
    }

    private Timing every(String zone, long anchorMs) {
        boolean number = value("every").matches("[0-9]{1,9}(\\.[0-9]{1,3})?");
        long ms = number ? Math.round(Double.parseDouble(value("every")) * 1_000) : 0;
        if (ms < Timing.SHORTEST_EVERY_MS || ms > Timing.LONGEST_EVERY_MS) {
            wrong.put("every", "A number of seconds from 1 to 315,360,000.");
        }
        return wrong.isEmpty() ? new Timing(null, ms, zone, anchorMs) : null;
    }

    /** All of it; null when something is wrong. @param options those it had, which the form leaves as they are */
    Schedule schedule(Target before) {
        Timing timing = timing(0);
        if (!Schedule.isName(value("name"))) {
            wrong.put("name", "1 to 100 characters of A-Z a-z 0-9 . _ - that begin with a letter or digit.");
        }
        if (!Name.isName(value("type"))) {
            wrong.put("type", NAME_RULE + ".");
        }
        if (!value("queue").isEmpty() && !Name.isName(value("queue"))) {
            wrong.put("queue", NAME_RULE + ", or nothing.");
        }
        payload();
        return wrong.isEmpty() ? schedule(timing, before) : null;
    }

    private Schedule schedule(Timing timing, Target before) {
        NewJob had = before == null ? NewJob.of(value("type")) : before.job();
        String payload = value("payload").isEmpty() ? null : value("payload");
        NewJob job = had.queue(value("queue").isEmpty() ? null : value("queue"))
                .work(new Work(value("type"), payload, had.priority(), had.tags()));
        Policy policies = new Policy(
                misfire(),
                value("overlap").equals("skip") ? Overlap.SKIP : Overlap.ALLOW,
                value("enabled").equals("on"));
        return new Schedule(
                value("name"),
                timing,
                policies,
                null,
                new Target(job, before == null ? null : before.options()),
                new Source(false, false, 0));
    }

    private Misfire misfire() {
        return switch (value("misfire")) {
            case "skip" -> Misfire.SKIP;
            case "all" -> Misfire.ALL;
            default -> Misfire.LAST;
        };
    }

    private void payload() {
        String text = value("payload");
        if (!Text.fits(text, Work.largestPayload())) {
            wrong.put("payload", "At most " + Words.number(Work.largestPayload()) + " bytes.");
            return;
        }
        try {
            if (!text.isEmpty()) {
                JSON.readTree(text);
            }
        } catch (JsonProcessingException notJson) {
            wrong.put(
                    "payload",
                    "This is not JSON: "
                            + notJson.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private String value(String field) {
        return values.getOrDefault(field, "").strip();
    }
}
