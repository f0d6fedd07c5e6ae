package io.yardmaster.insight.metrics;

import io.yardmaster.store.MetricStore;
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
        private long runMicros;
        private Histogram runTime;
        private Histogram waitTime;

        void addTo(Map<String, Long> fields, String type) {
            String prefix = type + MetricStore.OF_TYPE;
            if (succeeded > 0) {
                fields.put(prefix + Bucket.SUCCEEDED, succeeded);
            }
            if (failed > 0) {
                fields.put(prefix + Bucket.FAILED, failed);
            }
            drained(runTime, Bucket.RUN, prefix, fields);
            drained(waitTime, Bucket.WAIT, prefix, fields);
        }
    }

    private final Map<String, TypeCount> types = new HashMap<>();
    /** Deaths by priority. */
    private final Map<Integer, Long> deaths = new HashMap<>();

    private Histogram runTime;
    private Histogram waitTime;
    private Histogram totalTime;

    synchronized void started(String type, long waitMicros) {
        waitTime = recorded(waitTime, waitMicros);
        TypeCount of = count(type);
        of.waitTime = recorded(of.waitTime, waitMicros);
    }

    synchronized void succeeded(String type, long runMicros, long totalMicros) {
        TypeCount of = count(type);
        of.succeeded++;
        of.runMicros += runMicros;
        of.runTime = recorded(of.runTime, runMicros);
        runTime = recorded(runTime, runMicros);
        totalTime = recorded(totalTime, totalMicros);
    }

    synchronized void failed(String type) {
        count(type).failed++;
    }

    synchronized void died(int priority) {
        deaths.merge(priority, 1L, Long::sum);
    }

    /** What was counted, as amounts to add to the fields of a {@link Bucket}; empty when nothing was. */
    synchronized Map<String, Long> drain() {
        Map<String, Long> fields = new LinkedHashMap<>();
        types.forEach((type, count) -> {
            add(fields, Bucket.SUCCEEDED, type, count.succeeded);
            add(fields, Bucket.FAILED, type, count.failed);
            if (count.runMicros > 0) {
                fields.put(Bucket.TIME + ":" + type, count.runMicros);
            }
            count.addTo(fields, type);
        });
        types.clear();
        deaths.forEach((priority, count) -> add(fields, Bucket.DEATHS, priority.toString(), count));
        deaths.clear();
        runTime = drained(runTime, Bucket.RUN, "", fields);
        waitTime = drained(waitTime, Bucket.WAIT, "", fields);
        totalTime = drained(totalTime, Bucket.TOTAL, "", fields);
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
    private static Histogram drained(Histogram histogram, char letter, String prefix, Map<String, Long> fields) {
        if (histogram == null || histogram.size() == 0) {
            return null;
        }
        histogram.fields(letter, (field, amount) -> fields.put(prefix + field, amount));
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
