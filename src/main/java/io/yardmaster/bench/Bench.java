package io.yardmaster.bench;

import io.yardmaster.store.Store;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures the server that was started for it, on an own Redis in a directory that is thrown away. */
@Singleton
public class Bench {
    private final Store store;
    private final RawProbe probe;
    private final EngineBench line;
    private final StartLatency latency;
    private final PageBench pages;
    private final WorkflowBench workflows;

    Bench(
            Store store,
            RawProbe probe,
            EngineBench line,
            StartLatency latency,
            PageBench pages,
            WorkflowBench workflows) {
        this.store = store;
        this.probe = probe;
        this.line = line;
        this.latency = latency;
        this.pages = pages;
        this.workflows = workflows;
    }

    /**
     * Measures and prints.
     *
     * @param arguments what followed {@code bench} on the command line; checked before the start
     * @return the exit code
     */
    public int run(String... arguments) {
        BenchOptions options = BenchOptions.parse(arguments);
        System.out.println(
                switch (options.subject()) {
                    case WORKFLOWS -> workflows.measure(options.json());
                    case PAGES -> pages.measure(options.json());
                    case TRAINING -> pages.train(options);
                    case ENGINE, HTTP -> line(options);
                });
        return 0;
    }

    private String line(BenchOptions options) {
        line.warmUp(options);
        RawProbe.Rates raw = probe.measure(options.jobs(), options.payloadBytes());
        EngineBench.Figures figures = line.measure(options);
        // the fast one first: at 100 a second the virtual machine would still compile this path while it is measured
        StartLatency.Figures at5000 = latency.measure(5_000, 4);
        StartLatency.Figures at100 = latency.measure(100, 20);
        BenchReport report =
                new BenchReport(options, store.info().get("redis_version"), raw, figures, at100, at5000, rssMiB());
        return options.json() ? report.json() : report.table();
    }

    /** Resident memory of this process in MiB; null where the system has no /proc. */
    private static Double rssMiB() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException elsewhere) {
            return null;
        }
        return null;
    }
}
