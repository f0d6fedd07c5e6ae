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
    private static final Set<String> FILTER = Set.of("type", "olderThanMs");
    private static final Set<String> FILTER_LATER = Set.of("fingerprint");
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
        in.object(
                FILTER,
                FILTER_LATER,
                name -> filter[0] = name.equals("type")
                        ? new DeadFilter(type(in), filter[0].olderThanMs())
                        : new DeadFilter(filter[0].type(), age(in)));
        return filter[0];
    }

    private static String type(JsonReader in) {
        return in.string(Name::isName, "must be the name of a job type");
    }

    private static long age(JsonReader in) {
        Long age = in.integer(0, Long.MAX_VALUE);
        return age == null ? 0 : age;
    }
}
