package io.yardmaster.web.api.dead;

import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.Fields;
import io.yardmaster.web.api.request.JsonReader;
import java.util.Set;

/** What a caller asks of the dead jobs of a queue. */
record RetryAll(DeadFilter filter, boolean dryRun) {
    private static final Set<String> KNOWN = Set.of("filter", "dryRun");
    private static final Set<String> LATER = Set.of("ratePerMinute");
    private static final Set<String> FILTER = Set.of("type", "olderThanMs", "fingerprint");
    private static final RetryAll EVERYTHING = new RetryAll(DeadFilter.ALL, false);

    /** As the body says; all of them where it says nothing. */
    static RetryAll of(Body body) {
        RetryAll[] asked = {EVERYTHING};
        Fields.read(
                body,
                KNOWN,
                LATER,
                (name, in) -> asked[0] = name.equals("filter")
                        ? new RetryAll(filter(in), asked[0].dryRun)
                        : new RetryAll(asked[0].filter, Boolean.TRUE.equals(in.bool())));
        return asked[0];
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
