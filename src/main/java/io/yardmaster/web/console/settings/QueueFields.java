package io.yardmaster.web.console.settings;

import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.words.Measure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a queue's settings: how many of its jobs run, and how fast they start. */
final class QueueFields {
    private static final List<String> OWN =
            List.of("weight", "perNode", "total", "min", "max", "rateMax", "ratePer", "rateBy", "groupLimit", "groups");
    /** All fields of the form. */
    static final List<String> NAMES =
            Stream.concat(OWN.stream(), KeepingFields.NAMES.stream()).toList();

    private QueueFields() {}

    /** What the fields hold of what is set. */
    static SettingsForm of(QueueSettings set) {
        Concurrency limits = set.concurrency();
        Map<String, String> values = new HashMap<>();
        values.put("weight", String.valueOf(set.weightOrDefault()));
        values.put("perNode", text(limits.perNode()));
        values.put("total", text(limits.total()));
        values.put("min", text(limits.min()));
        values.put("max", text(limits.max()));
        RateLimit rate = set.rateLimit();
        values.put("rateMax", rate == null ? "" : String.valueOf(rate.max()));
        values.put("ratePer", rate == null ? "" : Measure.duration(rate.perMs()));
        values.put("rateBy", rate == null ? "" : rate.by().word());
        values.put("groupLimit", text(set.groupLimit()));
        values.put("groups", groups(set.groups()));
        KeepingFields.fill(values, set);
        return new SettingsForm(values);
    }

    private static String groups(Map<String, GroupShare> groups) {
        return new TreeMap<>(groups)
                .entrySet().stream()
                        .map(group ->
                                group.getKey() + " " + orDash(group.getValue().weight()) + " "
                                        + orDash(group.getValue().limit()))
                        .collect(Collectors.joining("\n"));
    }

    static String text(Number value) {
        return value == null ? "" : value.toString();
    }

    private static String orDash(Integer value) {
        return value == null ? "-" : value.toString();
    }

    /** What is set once the form is saved; what is wrong is kept. */
    static QueueSettings settings(SettingsForm form) {
        Integer min = form.small("min", QueueSettings.LARGEST_LIMIT);
        Integer max = form.small("max", QueueSettings.LARGEST_LIMIT);
        if (min != null && max != null && min > max) {
            form.wrong().put("min", "Must not be above the most.");
            min = null;
        }
        Concurrency limits = new Concurrency(
                form.small("perNode", QueueSettings.LARGEST_LIMIT),
                form.small("total", QueueSettings.LARGEST_LIMIT),
                min,
                max);
        QueueSettings set = QueueSettings.NONE
                .withWeight(form.small("weight", QueueSettings.LARGEST_WEIGHT))
                .withConcurrency(limits)
                .withRateLimit(rate(form))
                .withGroupLimit(form.small("groupLimit", QueueSettings.LARGEST_LIMIT))
                .withGroups(groups(form));
        return KeepingFields.keep(form, set);
    }

    private static RateLimit rate(SettingsForm form) {
        Long max = form.whole("rateMax", 1, RateLimit.LARGEST_MAX);
        Long perMs = form.duration("ratePer", RateLimit.SHORTEST_MS, RateLimit.LONGEST_MS);
        if (max != null && perMs == null && form.fault("ratePer") == null) {
            form.wrong().put("ratePer", "Say in which time so many may start.");
        }
        if (perMs != null && max == null && form.fault("rateMax") == null) {
            form.wrong().put("rateMax", "Say how many may start in this time.");
        }
        String by = form.value("rateBy").isEmpty() ? RateLimit.By.QUEUE.word() : form.value("rateBy");
        if (max == null || perMs == null) {
            return null;
        }
        return RateLimit.By.of(by).map(what -> new RateLimit(max, perMs, what)).orElseGet(() -> {
            form.wrong().put("rateBy", "Must be the queue, each type or each group.");
            return null;
        });
    }

    /** A line a group: its name, its weight and its limit, with a dash for what is not set. */
    private static Map<String, GroupShare> groups(SettingsForm form) {
        Map<String, GroupShare> groups = new HashMap<>();
        for (String line : form.value("groups").split("\\R")) {
            if (line.isBlank() || form.fault("groups") != null) {
                continue;
            }
            String[] words = line.strip().split("\\s+");
            GroupShare share = words.length == 3 && Name.isName(words[0]) ? share(words[1], words[2]) : null;
            if (share == null) {
                form.wrong()
                        .put(
                                "groups",
                                "Not a group, a weight and a limit, or - in their place: " + SettingsForm.shown(line));
            } else if (groups.put(words[0], share) != null) {
                form.wrong().put("groups", "There twice: " + words[0]);
            } else if (groups.size() > QueueSettings.MOST_GROUPS) {
                form.wrong().put("groups", "At most " + QueueSettings.MOST_GROUPS + " groups are kept.");
            }
        }
        groups.values().removeIf(GroupShare::isNone);
        return form.fault("groups") == null ? groups : Map.of();
    }

    /** Null where one of them is no number within its bounds. */
    private static GroupShare share(String weight, String limit) {
        String number = "-|[0-9]{1,5}";
        if (!weight.matches(number) || !limit.matches(number)) {
            return null;
        }
        try {
            return new GroupShare(orNull(weight), orNull(limit));
        } catch (IllegalArgumentException outOfBounds) {
            return null;
        }
    }

    private static Integer orNull(String text) {
        return text.equals("-") ? null : Integer.valueOf(text);
    }
}
