package io.yardmaster.web.console.settings;

import static io.yardmaster.web.console.settings.QueueFields.text;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.job.queue.Retention.Amounts;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.words.Measure;
import java.util.List;
import java.util.Map;

/** The fields of a queue's defaults and of what it keeps. */
final class KeepingFields {
    static final List<String> NAMES = List.of(
            "maxAttempts",
            "backoff",
            "backoffName",
            "delay",
            "maxDelay",
            "jitter",
            "timeout",
            "hardTimeout",
            "completedCount",
            "completedAge",
            "completedBytes",
            "deadCount",
            "deadAge",
            "deadBytes");

    private KeepingFields() {}

    static void fill(Map<String, String> values, QueueSettings set) {
        Rules defaults = set.defaults();
        values.put("maxAttempts", text((Long) defaults.get(Option.MAX_ATTEMPTS)));
        values.put("timeout", duration((Long) defaults.get(Option.TIMEOUT_MS)));
        values.put("hardTimeout", duration((Long) defaults.get(Option.HARD_TIMEOUT_MS)));
        Backoff backoff = (Backoff) defaults.get(Option.BACKOFF);
        if (backoff != null) {
            values.put("backoff", backoff.type().word());
            values.put("backoffName", backoff.name() == null ? "" : backoff.name());
            values.put("delay", duration(backoff.delayMs()));
            values.put("maxDelay", duration(backoff.maxDelayMs()));
            Jitter jitter = backoff.jitter();
            values.put("jitter", jitter.full() ? "full" : String.valueOf(jitter.ratio()));
        }
        fill(values, "completed", set.retention().completed());
        fill(values, "dead", set.retention().dead());
    }

    private static void fill(Map<String, String> values, String of, Amounts set) {
        values.put(of + "Count", text(set.count()));
        values.put(of + "Age", duration(set.ageMs()));
        values.put(of + "Bytes", set.bytes() == null ? "" : Measure.bytes(set.bytes()));
    }

    private static String duration(Long ms) {
        return ms == null ? "" : Measure.duration(ms);
    }

    /** The settings with what these fields say; what is wrong is kept. */
    static QueueSettings keep(SettingsForm form, QueueSettings set) {
        Rules defaults = Rules.NONE
                .with(
                        Option.MAX_ATTEMPTS,
                        form.whole("maxAttempts", Option.MAX_ATTEMPTS.least(), Option.MAX_ATTEMPTS.most()))
                .with(Option.BACKOFF, backoff(form))
                .with(Option.TIMEOUT_MS, duration(form, "timeout", Option.TIMEOUT_MS))
                .with(Option.HARD_TIMEOUT_MS, duration(form, "hardTimeout", Option.HARD_TIMEOUT_MS));
        return set.withDefaults(defaults)
                .withRetention(new Retention(amounts(form, "completed"), amounts(form, "dead")));
    }

    private static Long duration(SettingsForm form, String field, Option option) {
        return form.duration(field, option.least(), option.most());
    }

    private static Amounts amounts(SettingsForm form, String of) {
        return new Amounts(
                form.whole(of + "Count", 0, Retention.LARGEST_COUNT),
                form.duration(of + "Age", 0, Retention.LONGEST_MS),
                form.bytes(of + "Bytes", Retention.LARGEST_BYTES));
    }

    /** Null where no type is chosen, and where a field is wrong. */
    private static Backoff backoff(SettingsForm form) {
        if (form.value("backoff").isEmpty()) {
            return null;
        }
        Backoff.Type type = Backoff.Type.of(form.value("backoff")).orElse(null);
        if (type == null) {
            form.wrong().put("backoff", "Must be one of those listed.");
            return null;
        }
        Long delay = form.duration("delay", 0, Backoff.LONGEST_MS);
        Long most = form.duration("maxDelay", 0, Backoff.LONGEST_MS);
        Jitter jitter = jitter(form);
        String name = name(form, type);
        if (form.wrong().keySet().stream().anyMatch(List.of("delay", "maxDelay", "jitter", "backoffName")::contains)) {
            return null;
        }
        long first = delay == null ? Backoff.DEFAULT.delayMs() : delay;
        long cap = most == null ? Math.max(first, Backoff.DEFAULT.maxDelayMs()) : most;
        return new Backoff(type, name, first, cap, jitter);
    }

    private static String name(SettingsForm form, Backoff.Type type) {
        String name = form.value("backoffName").strip();
        boolean custom = type == Backoff.Type.CUSTOM;
        if (custom != !name.isEmpty() || custom && !Name.isName(name)) {
            form.wrong().put("backoffName", "Must be the name of a bean where the type is custom, else empty.");
        }
        return custom ? name : null;
    }

    private static Jitter jitter(SettingsForm form) {
        String text = form.value("jitter").strip();
        if (text.isEmpty()) {
            return Backoff.DEFAULT.jitter();
        }
        if (text.equals("full")) {
            return Jitter.FULL;
        }
        if (!text.matches("0|1|0?\\.[0-9]{1,6}|[01]\\.0")) {
            form.wrong().put("jitter", "Must be a number between 0 and 1, or full.");
            return Backoff.DEFAULT.jitter();
        }
        return Jitter.of(Double.parseDouble(text));
    }
}
