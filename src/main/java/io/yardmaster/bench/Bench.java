package io.yardmaster.bench;

import io.yardmaster.store.Store;
import jakarta.inject.Singleton;

/** Measures the server that was started for it: own Redis in a directory that is thrown away, no HTTP. */
@Singleton
public class Bench {
    private final Store store;
    private final RawProbe probe;
    private final Line line;
    private final StartLatency latency;

    Bench(Store store, RawProbe probe, Line line, StartLatency latency) {
        this.store = store;
        this.probe = probe;
        this.line = line;
        this.latency = latency;
    }

    /**
     * Measures and prints.
     *
     * @param arguments what followed {@code bench} on the command line
     * @return the exit code
     */
    public int run(String... arguments) {
        BenchOptions options;
        try {
            options = BenchOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("yardmaster: " + wrong.getMessage());
            return 2;
        }
        line.warmUp(options);
        RawProbe.Rates raw = probe.measure(options.jobs(), options.payloadBytes());
        Line.Figures figures = line.measure(options);
        StartLatency.Figures at100 = latency.measure(100, 8);
        StartLatency.Figures at5000 = latency.measure(5_000, 4);
        BenchReport report = new BenchReport(
                options, store.info().get("redis_version"), raw, figures, at100, at5000, Memory.rssMiB());
        System.out.println(options.json() ? report.json() : report.table());
        return 0;
    }
}
