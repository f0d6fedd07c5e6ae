package io.yardmaster.web.api.metrics;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.metrics.Percentiles;
import io.yardmaster.insight.metrics.QueueMetrics;
import io.yardmaster.web.api.queues.QueueJson;
import java.util.Map;

/** The numbers of a queue as the API writes them; null where there are no samples. */
record MetricsJson(
        String queue,
        long windowMs,
        Map<String, Long> counts,
        Latency latency,
        double throughputPerMinute,
        Double errorRate,
        long processed,
        long failed) {

    /** Milliseconds; the flat four are those of {@code total}. */
    record Latency(
            Double avg,
            Double p50,
            Double p95,
            Double p99,
            Percentiles run,
            @JsonProperty("wait") Percentiles waitTime,
            Percentiles total) {
        static Latency of(QueueMetrics metrics) {
            Percentiles total = metrics.totalTime();
            return new Latency(
                    total.avg(), total.p50(), total.p95(), total.p99(), metrics.runTime(), metrics.waitTime(), total);
        }
    }

    static MetricsJson of(QueueInfo queue, QueueMetrics metrics) {
        return new MetricsJson(
                queue.name(),
                metrics.windowMs(),
                QueueJson.counts(queue),
                Latency.of(metrics),
                metrics.throughputPerMinute(),
                metrics.errorRate(),
                metrics.processed(),
                metrics.failed());
    }
}
