package io.yardmaster.engine.trace;

/**
 * Where spans go.
 *
 * @param endpoint of a collector of OpenTelemetry that speaks OTLP over HTTP, without a slash at its end
 *     ({@code yardmaster.otlp-endpoint}); null = nowhere, and none is made
 */
public record TraceSettings(String endpoint) {
    /** Where the collector takes traces. */
    String traces() {
        return endpoint.endsWith("/v1/traces") ? endpoint : endpoint + "/v1/traces";
    }
}
