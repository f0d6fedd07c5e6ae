package io.yardmaster.bench;

import java.util.LinkedHashMap;
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
        StringBuilder json = new StringBuilder("{");
        values().forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(text(value)));
        return json.append('}').toString();
    }

    String table() {
        StringBuilder table = new StringBuilder();
        values().forEach((name, value) -> rows(table, name, value));
        return table.toString();
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
        all.put("bulkEnqueueOfRaw", line.enqueue().perSecond() / raw.enqueuePerSecond());
        all.put("redisMicrosPerJob", bothWays(EngineBench.Stage::redisMicrosPerJob));
        all.put("jvmMicrosPerJob", bothWays(EngineBench.Stage::jvmMicrosPerJob));
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

    private Map<String, Object> bothWays(ToDoubleFunction<EngineBench.Stage> figure) {
        return pairs("enqueue", figure.applyAsDouble(line.enqueue()), "drain", figure.applyAsDouble(line.drain()));
    }

    private static Map<String, Object> latency(StartLatency.Figures figures) {
        return pairs("p50", figures.p50(), "p99", figures.p99());
    }

    private static Map<String, Object> pairs(Object... namesAndValues) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return pairs;
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> '"' + text + '"';
            case Double number -> String.format(Locale.ROOT, number < 10 ? "%.3f" : "%.1f", number);
            case Map<?, ?> inner -> {
                StringBuilder json = new StringBuilder("{");
                inner.forEach((name, of) -> json.append(json.length() > 1 ? "," : "")
                        .append('"')
                        .append(name)
                        .append("\":")
                        .append(text(of)));
                yield json.append('}').toString();
            }
            default -> value.toString();
        };
    }

    private static void rows(StringBuilder table, String name, Object value) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((part, of) -> rows(table, name + "." + part, of));
        } else {
            table.append(
                    String.format(Locale.ROOT, "%-34s %14s%n", name, text(value).replace("\"", "")));
        }
    }
}
