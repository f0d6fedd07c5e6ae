package io.yardmaster.web.api.schedules;

import io.yardmaster.engine.schedule.NeverFiresException;
import io.yardmaster.engine.schedule.cron.Timing;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import java.util.List;
import java.util.Set;

/** Reads what is to be previewed, and says when it would run. */
final class PreviewReader {
    private static final Set<String> KNOWN = Set.of("cron", "everyMs", "timeZone", "from", "count");

    private final JsonReader in;
    private final TimingReader timing;
    private Long from;
    private Long count = 5L;

    private PreviewReader(JsonReader in, long now) {
        this.in = in;
        this.from = now;
        timing = new TimingReader(in);
    }

    /** @param description in words @param nextRuns strictly after {@code from}, within the horizon */
    record NextRuns(String description, List<At> nextRuns) {}

    static NextRuns of(Body body, long now) {
        JsonReader in = new JsonReader(body.text(Body.LARGEST));
        PreviewReader reader = new PreviewReader(in, now);
        in.whole(() -> {
            in.object(KNOWN, Set.of(), reader::member);
            reader.timing.complete();
            return null;
        });
        return reader.preview();
    }

    private void member(String name) {
        switch (name) {
            case "from" -> from = At.read(in);
            case "count" -> count = in.integer(1, 1_000);
            default -> timing.member(name);
        }
    }

    private NextRuns preview() {
        Timing asked = timing.timing(from);
        List<Long> next = asked.next(from, count.intValue(), At.LATEST_MS);
        if (next.isEmpty()) {
            throw new NeverFiresException();
        }
        return new NextRuns(asked.words(), next.stream().map(At::of).toList());
    }
}
