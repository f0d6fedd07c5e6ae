package io.yardmaster.web.prometheus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.yardmaster.job.attempt.Attempt;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** The meters of one job type in one queue. */
final class TypeMeters {
    private static final Duration[] BOUNDS = LongStream.of(5, 25, 100, 250, 1_000, 2_500, 10_000, 30_000, 120_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Map<Attempt.End, Counter> ends = new EnumMap<>(Attempt.End.class);
    private final Timer runs;
    private final Timer waits;

    TypeMeters(MeterRegistry registry, String queue, String type) {
        for (Attempt.End end : Attempt.End.values()) {
            ends.put(
                    end,
                    Counter.builder("yardmaster.attempts")
                            .description("Attempts that ended on this node")
                            .tags("queue", queue, "type", type, "outcome", end.word())
                            .register(registry));
        }
        runs = timer("yardmaster.run", "From start to end of an attempt", registry, queue, type);
        waits = timer("yardmaster.wait", "From due to start of a first attempt", registry, queue, type);
    }

    void removeFrom(MeterRegistry registry) {
        ends.values().forEach(registry::remove);
        registry.remove(runs);
        registry.remove(waits);
    }

    void ended(Attempt.End end) {
        ends.get(end).increment();
    }

    void ran(long time, TimeUnit unit) {
        runs.record(time, unit);
    }

    /** @param waitMs negative for an attempt that is no wait */
    void waited(long waitMs) {
        if (waitMs >= 0) {
            waits.record(waitMs, TimeUnit.MILLISECONDS);
        }
    }

    private static Timer timer(String name, String description, MeterRegistry registry, String queue, String type) {
        return Timer.builder(name)
                .description(description)
                .tags("queue", queue, "type", type)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
