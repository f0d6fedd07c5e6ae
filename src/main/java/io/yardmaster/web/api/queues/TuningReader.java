package io.yardmaster.web.api.queues;

import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads what is to be changed of a queue. What is left out stays; null takes a limit away. Members of an object are
 * changed one by one, as RFC 7396 has it, but {@code rateLimit}, which is given whole.
 */
final class TuningReader {
    /** A field that is built has its line here and in {@link #member}. */
    private static final Set<String> KNOWN = Set.of(
            "weight", //
            "concurrency",
            "rateLimit",
            "groupLimit",
            "groups",
            "defaults",
            "retention");

    private static final Set<String> LATER = Set.of();

    private static final Set<String> GROUP = Set.of("weight", "limit");
    private static final String GROUP_RULE =
            "must be the name of a group: 1 to 128 characters of A-Z a-z 0-9 . _ - that begin with a letter or digit";

    private static final Set<String> CONCURRENCY = Set.of("perNode", "total", "min", "max");

    private final JsonReader in;
    private UnaryOperator<QueueSettings> change = before -> before;

    private TuningReader(JsonReader in) {
        this.in = in;
    }

    /** The change, which may refuse what it meets with a {@link BadInputException}. */
    static UnaryOperator<QueueSettings> of(Body body) {
        TuningReader reader = new TuningReader(new JsonReader(body.text(Body.LARGEST)));
        reader.in.whole(() -> reader.in.object(KNOWN, LATER, reader::member));
        return reader.change;
    }

    private void member(String name) {
        switch (name) {
            case "weight" -> weight();
            case "concurrency" -> concurrency();
            case "rateLimit" -> rateLimit();
            case "groupLimit" -> groupLimit();
            case "groups" -> groups();
            case "defaults" -> then(KeepingReader.defaults(in));
            case "retention" -> then(KeepingReader.retention(in));
            default -> throw new IllegalStateException(name);
        }
    }

    private void then(UnaryOperator<QueueSettings> next) {
        UnaryOperator<QueueSettings> first = change;
        change = before -> next.apply(first.apply(before));
    }

    private void weight() {
        Integer weight = whole(QueueSettings.LARGEST_WEIGHT);
        then(before -> before.withWeight(weight));
    }

    private void groupLimit() {
        Integer limit = limitOrNull();
        then(before -> before.withGroupLimit(limit));
    }

    /** Groups are changed one by one, and of each its weight and its limit; null takes away what is set of it. */
    private void groups() {
        if (in.isNull()) {
            then(before -> before.withGroups(Map.of()));
            return;
        }
        Map<String, UnaryOperator<GroupShare>> said = new HashMap<>();
        in.map(Name::isName, GROUP_RULE, group -> said.put(group, group()));
        then(before -> {
            Map<String, GroupShare> all = new HashMap<>(before.groups());
            said.forEach((group, changed) -> all.put(group, changed.apply(all.getOrDefault(group, GroupShare.NONE))));
            all.values().removeIf(GroupShare::isNone);
            if (all.size() > QueueSettings.MOST_GROUPS) {
                throw new BadInputException(
                        "/groups", "must not be of more than " + QueueSettings.MOST_GROUPS + " groups in all");
            }
            return before.withGroups(all);
        });
    }

    private UnaryOperator<GroupShare> group() {
        if (in.isNull()) {
            return before -> GroupShare.NONE;
        }
        Map<String, Integer> said = new HashMap<>();
        in.object(GROUP, Set.of(), name -> {
            int most = name.equals("weight") ? QueueSettings.LARGEST_WEIGHT : QueueSettings.LARGEST_LIMIT;
            said.put(name, in.isNull() ? null : whole(most));
        });
        return before -> new GroupShare(
                said.containsKey("weight") ? said.get("weight") : before.weight(),
                said.containsKey("limit") ? said.get("limit") : before.limit());
    }

    private void rateLimit() {
        RateLimit limit = in.isNull() ? null : RateReader.of(in);
        then(before -> before.withRateLimit(limit));
    }

    private void concurrency() {
        if (in.isNull()) {
            then(before -> before.withConcurrency(Concurrency.NONE));
            return;
        }
        Map<String, Integer> said = new HashMap<>();
        in.object(CONCURRENCY, Set.of(), name -> said.put(name, limitOrNull()));
        if (above(said.get("min"), said.get("max"))) {
            in.note("/min", "must not be above max");
        }
        then(before -> before.withConcurrency(merged(before.concurrency(), said)));
    }

    private static Concurrency merged(Concurrency before, Map<String, Integer> said) {
        Integer min = said.containsKey("min") ? said.get("min") : before.min();
        Integer max = said.containsKey("max") ? said.get("max") : before.max();
        if (above(min, max)) {
            String field = said.containsKey("min") ? "min" : "max";
            throw new BadInputException(
                    "/concurrency/" + field, "must not bring min above max: min is " + min + " and max is " + max);
        }
        return new Concurrency(
                said.containsKey("perNode") ? said.get("perNode") : before.perNode(),
                said.containsKey("total") ? said.get("total") : before.total(),
                min,
                max);
    }

    private static boolean above(Integer min, Integer max) {
        return min != null && max != null && min > max;
    }

    /** A limit of running jobs; null where the value is null, or wrong, which is noted. */
    private Integer limitOrNull() {
        return in.isNull() ? null : whole(QueueSettings.LARGEST_LIMIT);
    }

    /** 1 up to {@code most}; null when it is not, which is noted. */
    private Integer whole(int most) {
        Long value = in.integer(1, most);
        return value == null ? null : Integer.valueOf(value.intValue());
    }
}
