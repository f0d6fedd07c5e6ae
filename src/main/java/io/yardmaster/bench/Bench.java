package io.yardmaster.bench;

import io.yardmaster.store.Store;
import jakarta.inject.Singleton;

/** Measures the server that was started for it: own Redis in a directory that is thrown away, no HTTP. */
@Singleton
public class Bench {
    private final Store store;
    private final RawProbe probe;
    private final EngineBench line;
    private final StartLatency latency;
    private final PageBench pages;

    Bench(Store store, RawProbe probe, EngineBench line, StartLatency latency, PageBench pages) {
        this.store = store;
        this.probe = probe;
        this.line = line;
        this.latency = latency;
        this.pages = pages;
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
        System.out.println(options.pages() ? pages.measure(options.json()) : line(options));
        return 0;
    }

    private String line(BenchOptions options) {
        line.warmUp(options);
        RawProbe.Rates raw = probe.measure(options.jobs(), options.payloadBytes());
        EngineBench.Figures figures = line.measure(options);
        StartLatency.Figures at100 = latency.measure(100, 8);
        StartLatency.Figures at5000 = latency.measure(5_000, 4);
        BenchReport report = new BenchReport(
                options, store.info().get("redis_version"), raw, figures, at100, at5000, ResidentMemory.rssMiB());
        return options.json() ? report.json() : report.table();
    }
}
