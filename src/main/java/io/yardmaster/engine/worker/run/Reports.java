package io.yardmaster.engine.worker.run;

import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.job.attempt.Progress;
import io.yardmaster.store.ReportStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers what running jobs tell of themselves, and writes it twice a second. Best effort: it never fails a job. */
@Singleton
public class Reports {
    private static final int LARGEST_CALL = 100;
    private static final int MOST_WAITING = 10_000;

    private final ReportStore store;
    private final InstantSource clock;
    private Map<Run, Told> told = new HashMap<>();

    Reports(ReportStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private static final class Told {
        Progress progress;
        final StringBuilder lines = new StringBuilder();
    }

    synchronized void progress(Run run, Progress progress) {
        if (told.size() < MOST_WAITING || told.containsKey(run)) {
            told.computeIfAbsent(run, first -> new Told()).progress = progress;
        }
    }

    synchronized void line(Run run, String message) {
        if (told.size() < MOST_WAITING || told.containsKey(run)) {
            LogLine line = new LogLine(clock.millis(), "info", message);
            told.computeIfAbsent(run, first -> new Told())
                    .lines
                    .append(ReportStore.json(line))
                    .append('\n');
        }
    }

    /**
     * Sends what was told. Whoever then sends the end of a run over the same link sends it behind: what a run told
     * stands before it has ended.
     */
    public synchronized void flush() {
        if (told.isEmpty()) {
            return;
        }
        Map<Run, Told> taken = told;
        told = new HashMap<>();
        Map<String, List<ReportStore.Report>> byQueue = new HashMap<>();
        taken.forEach((run, all) -> byQueue.computeIfAbsent(run.job.queue(), queue -> new ArrayList<>())
                .add(report(run, all)));
        byQueue.forEach((queue, reports) -> {
            for (int from = 0; from < reports.size(); from += LARGEST_CALL) {
                store.report(queue, reports.subList(from, Math.min(reports.size(), from + LARGEST_CALL)));
            }
        });
    }

    private static ReportStore.Report report(Run run, Told all) {
        String progress = all.progress == null ? "" : ReportStore.json(all.progress);
        return new ReportStore.Report(run.job.id(), run.open.claim, progress, all.lines.toString());
    }
}
