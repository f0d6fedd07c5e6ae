package io.yardmaster.store;

import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What running jobs tell of themselves. */
@Singleton
public class ReportStore {
    /** The largest log of a job in bytes. */
    private static final int LARGEST_LOG = 131_072;

    private final RedisLinks links;
    private final QueueStore queues;

    ReportStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** What a job tells of itself. @param progress JSON or empty @param lines JSON lines or empty */
    public record Report(String id, Claim claim, String progress, String lines) {}

    /** A line of a log, or a progress, as {@link Report} takes it. */
    public static String json(Object told) {
        return HistoryCodec.write(told);
    }

    /** Keeps what running jobs tell of themselves; what a refused job told is dropped. */
    public CompletableFuture<Void> report(String queue, List<Report> reports) {
        List<byte[]> args = new ArrayList<>(2 + 4 * reports.size());
        args.add(Wire.bytes(LARGEST_LOG));
        args.add(Wire.bytes(reports.size()));
        for (Report report : reports) {
            args.add(Wire.bytes(report.id()));
            args.add(Wire.bytes(Hold.of(report.claim())));
            args.add(Wire.bytes(report.progress()));
            args.add(Wire.bytes(report.lines()));
        }
        return links.turns()
                .call(Script.REPORT, queues.keys(queue).of(Script.REPORT), args)
                .thenApply(refused -> null);
    }
}
