package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.operation.Pace;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** What a caller asks of the dead jobs of a queue. @param ratePerMinute null for at once */
record RetryAll(DeadFilter filter, Integer ratePerMinute, boolean dryRun) {
    private static final Set<String> KNOWN = Set.of("filter", "ratePerMinute", "dryRun");
    private static final Set<String> FILTER = Set.of("type", "olderThanMs", "fingerprint");
    private static final RetryAll EVERYTHING = new RetryAll(DeadFilter.ALL, null, false);

    /** As the body says; all of them where it says nothing. */
    static RetryAll of(Body body) {
        RetryAll[] asked = {EVERYTHING};
        Fields.read(body, KNOWN, Set.of(), (name, in) -> asked[0] = asked[0].with(name, in));
        return asked[0];
    }

    private RetryAll with(String name, JsonReader in) {
        return switch (name) {
            case "filter" -> new RetryAll(filter(in), ratePerMinute, dryRun);
            case "ratePerMinute" -> new RetryAll(filter, rate(in), dryRun);
            default -> new RetryAll(filter, ratePerMinute, Boolean.TRUE.equals(in.bool()));
        };
    }

    private static Integer rate(JsonReader in) {
        Long rate = in.integer(Pace.LEAST, Pace.MOST);
        return rate == null ? null : rate.intValue();
    }

    private static DeadFilter filter(JsonReader in) {
        DeadFilter[] filter = {DeadFilter.ALL};
        in.object(FILTER, Set.of(), name -> {
            DeadFilter old = filter[0];
            filter[0] = switch (name) {
                case "type" -> new DeadFilter(name(in, "type"), old.olderThanMs(), old.fingerprint());
                case "fingerprint" -> new DeadFilter(old.type(), old.olderThanMs(), name(in, "fingerprint"));
                default -> new DeadFilter(old.type(), age(in), old.fingerprint());
            };
        });
        return filter[0];
    }

    private static String name(JsonReader in, String what) {
        boolean type = what.equals("type");
        return in.string(Name::isName, type ? "must be the name of a job type" : "must be a fingerprint");
    }

    private static long age(JsonReader in) {
        Long age = in.integer(0, Long.MAX_VALUE);
        return age == null ? 0 : age;
    }
}
