package io.yardmaster.web.api.cluster;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.job.JobOptions;
import java.util.Locale;

/**
 * A job type as the API writes it.
 *
 * @param queue the usual one; null when there is none in particular
 * @param payloadSchema JSON Schema, as JSON
 */
public record JobTypeJson(
        String type,
        String description,
        String kind,
        String queue,
        int maxAttempts,
        @JsonRawValue String payloadSchema) {
    static JobTypeJson of(HandlerInfo info) {
        int attempts = info.maxAttempts() == 0 ? JobOptions.SERVER.maxAttempts() : info.maxAttempts();
        return new JobTypeJson(
                info.type(),
                info.description(),
                info.usual().kind().name().toLowerCase(Locale.ROOT),
                info.usual().queue().isEmpty() ? null : info.usual().queue(),
                attempts,
                info.schema());
    }
}
