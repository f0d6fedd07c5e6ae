package io.yardmaster.insight.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What this node counted of one queue since it was last drained. Safe for several threads. */
final class QueueLedger {
    /** More types than this count under {@value #OTHER}. */
    private static final int MOST_TYPES = 200;

    private static final String OTHER = "other";

    private static final class TypeCount {
        private long succeeded;
        private long failed;
    }

    private final Map<String, TypeCount> types = new HashMap<>();
    private Histogram runTime;
    private Histogram waitTime;
    private Histogram totalTime;

    synchronized void started(long waitMicros) {
        waitTime = recorded(waitTime, waitMicros);
    }

    synchronized void succeeded(String type, long runMicros, long totalMicros) {
        count(type).succeeded++;
        runTime = recorded(runTime, runMicros);
        totalTime = recorded(totalTime, totalMicros);
    }

    synchronized void failed(String type) {
        count(type).failed++;
    }

    /** What was counted, as amounts to add to the fields of a {@link Bucket}; empty when nothing was. */
    synchronized Map<String, Long> drain() {
        Map<String, Long> fields = new LinkedHashMap<>();
        types.forEach((type, count) -> {
            add(fields, Bucket.SUCCEEDED, type, count.succeeded);
            add(fields, Bucket.FAILED, type, count.failed);
        });
        types.clear();
        runTime = drained(runTime, Bucket.RUN, fields);
        waitTime = drained(waitTime, Bucket.WAIT, fields);
        totalTime = drained(totalTime, Bucket.TOTAL, fields);
        return fields;
    }

    private TypeCount count(String type) {
        TypeCount known = types.get(type);
        if (known != null) {
            return known;
        }
        return types.computeIfAbsent(types.size() < MOST_TYPES ? type : OTHER, name -> new TypeCount());
    }

    private static Histogram recorded(Histogram histogram, long micros) {
        Histogram into = histogram != null ? histogram : new Histogram();
        into.record(micros);
        return into;
    }

    /** The histogram emptied; null when it was not used at all, so that a queue at rest takes no room. */
    private static Histogram drained(Histogram histogram, char prefix, Map<String, Long> fields) {
        if (histogram == null || histogram.size() == 0) {
            return null;
        }
        histogram.fields(prefix, fields::put);
        histogram.clear();
        return histogram;
    }

    private static void add(Map<String, Long> fields, String what, String type, long amount) {
        if (amount > 0) {
            fields.merge(what, amount, Long::sum);
            fields.put(what + ":" + type, amount);
        }
    }
}
