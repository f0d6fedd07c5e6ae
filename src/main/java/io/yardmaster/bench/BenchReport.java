package io.yardmaster.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured, as one JSON object or as a table. */
record BenchReport(
        BenchOptions options,
        String redisVersion,
        RawProbe.Rates raw,
        EngineBench.Figures line,
        StartLatency.Figures at100,
        StartLatency.Figures at5000,
        Double rssMiB) {

    String json() {
        return json(values());
    }

    String table() {
        return table(values());
    }

    private Map<String, Object> values() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("jobs", options.jobs());
        all.put("payloadBytes", options.payloadBytes());
        all.put("redisVersion", redisVersion);
        all.put("raw", rawFigures());
        all.put("singleEnqueuePerSecond", line.singleEnqueuePerSecond());
        all.put("bulkEnqueuePerSecond", line.enqueue().perSecond());
        all.put("drainPerSecond", line.drain().perSecond());
        all.put("drainOfRaw", line.drain().perSecond() / raw.drainPerSecond());
        all.put("drain", drains());
        all.put("bulkEnqueueOfRaw", line.enqueue().perSecond() / raw.enqueuePerSecond());
        all.put("redisMicrosPerJob", bothWays(EngineBench.Stage::redisMicrosPerJob));
        all.put("jvmMicrosPerJob", bothWays(EngineBench.Stage::jvmMicrosPerJob));
        double metrics = Cost.ofMetrics();
        all.put(
                "metrics",
                pairs("jvmMicros", metrics, "ofJvm", metrics / line.drain().jvmMicrosPerJob()));
        all.put("redisCallsPerJob", bothWays(EngineBench.Stage::callsPerJob));
        all.put("startLatencyMs", pairs("at100", latency(at100), "at5000", latency(at5000)));
        all.put("bytesPerWaitingJob", line.bytesPerWaitingJob());
        all.put("rssMiB", rssMiB);
        return all;
    }

    private Map<String, Object> rawFigures() {
        Map<String, Object> rates = pairs("enqueuePerSecond", raw.enqueuePerSecond());
        rates.put("drainPerSecond", raw.drainPerSecond());
        rates.put("cyclePerSecond", raw.cyclePerSecond());
        rates.put("redisMicrosPerCycle", raw.redisMicrosPerCycle());
        return rates;
    }

    /** With the default slots, and with more. */
    private List<Object> drains() {
        List<Object> all = new ArrayList<>();
        line.drains().forEach((slots, drain) -> {
            Map<String, Object> one = pairs("slots", slots, "perSecond", drain.perSecond());
            one.put("ofRaw", drain.perSecond() / raw.drainPerSecond());
            one.put("redisMicros", drain.redisMicrosPerJob());
            one.put("jvmMicros", drain.jvmMicrosPerJob());
            all.add(one);
        });
        return all;
    }

    private Map<String, Object> bothWays(ToDoubleFunction<EngineBench.Stage> figure) {
        return pairs("enqueue", figure.applyAsDouble(line.enqueue()), "drain", figure.applyAsDouble(line.drain()));
    }

    private static Map<String, Object> latency(StartLatency.Figures figures) {
        return pairs("p50", figures.p50(), "p99", figures.p99());
    }

    static Map<String, Object> pairs(Object... namesAndValues) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return pairs;
    }

    /** Figures as JSON: numbers, texts, lists, and maps by name. */
    static String json(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Double number -> String.format(Locale.ROOT, number < 10 ? "%.3f" : "%.1f", number);
            case Map<?, ?> inner ->
                '{'
                        + String.join(
                                ",",
                                inner.entrySet().stream()
                                        .map(entry -> "\"" + entry.getKey() + "\":" + json(entry.getValue()))
                                        .toList())
                        + '}';
            case List<?> list ->
                '[' + String.join(",", list.stream().map(BenchReport::json).toList()) + ']';
            default -> value.toString();
        };
    }

    /** The same as a table. */
    static String table(Map<String, Object> values) {
        StringBuilder table = new StringBuilder();
        values.forEach((name, value) -> rows(table, name, value));
        return table.toString();
    }

    private static void rows(StringBuilder table, String name, Object value) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((part, of) -> rows(table, name + "." + part, of));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                rows(table, name + "." + i, list.get(i));
            }
        } else {
            String text = json(value).replace("\"", "");
            table.append(String.format(Locale.ROOT, "%-34s %14s%n", name, text));
        }
    }
}
