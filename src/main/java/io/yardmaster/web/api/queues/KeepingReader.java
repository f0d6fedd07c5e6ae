package io.yardmaster.web.api.queues;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.job.queue.Retention.Amounts;
import io.yardmaster.web.api.jobs.OptionReader;
import io.yardmaster.web.api.request.JsonReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads a queue's defaults and retention: what is left out stays, null goes back to the server's own. */
final class KeepingReader {
    /** The options that a queue can set for its jobs. */
    static final List<Option> DEFAULTS =
            List.of(Option.MAX_ATTEMPTS, Option.BACKOFF, Option.TIMEOUT_MS, Option.HARD_TIMEOUT_MS);

    private static final Map<String, Option> BY_FIELD =
            DEFAULTS.stream().collect(Collectors.toUnmodifiableMap(Option::field, Function.identity()));
    private static final Map<String, Long> AMOUNTS =
            Map.of("count", Retention.LARGEST_COUNT, "ageMs", Retention.LONGEST_MS, "bytes", Retention.LARGEST_BYTES);

    private KeepingReader() {}

    static UnaryOperator<QueueSettings> defaults(JsonReader in) {
        if (in.isNull()) {
            return before -> before.withDefaults(Rules.NONE);
        }
        Map<Option, Object> said = new HashMap<>();
        in.object(BY_FIELD.keySet(), Set.of(), name -> {
            Option option = BY_FIELD.get(name);
            said.put(option, in.isNull() ? null : OptionReader.of(in, option));
        });
        return before -> {
            Rules rules = before.defaults();
            for (Map.Entry<Option, Object> one : said.entrySet()) {
                rules = rules.with(one.getKey(), one.getValue());
            }
            return before.withDefaults(rules);
        };
    }

    static UnaryOperator<QueueSettings> retention(JsonReader in) {
        if (in.isNull()) {
            return before -> before.withRetention(Retention.NONE);
        }
        Map<String, UnaryOperator<Amounts>> said = new HashMap<>();
        in.object(Set.of("completed", "dead"), Set.of(), name -> said.put(name, amounts(in)));
        return before -> {
            Retention kept = before.retention();
            return before.withRetention(new Retention(
                    said.getOrDefault("completed", same -> same).apply(kept.completed()),
                    said.getOrDefault("dead", same -> same).apply(kept.dead())));
        };
    }

    private static UnaryOperator<Amounts> amounts(JsonReader in) {
        if (in.isNull()) {
            return before -> Amounts.NONE;
        }
        Map<String, Long> said = new HashMap<>();
        in.object(
                AMOUNTS.keySet(),
                Set.of(),
                name -> said.put(name, in.isNull() ? null : in.integer(0, AMOUNTS.get(name))));
        return before -> new Amounts(
                said.containsKey("count") ? said.get("count") : before.count(),
                said.containsKey("ageMs") ? said.get("ageMs") : before.ageMs(),
                said.containsKey("bytes") ? said.get("bytes") : before.bytes());
    }
}
