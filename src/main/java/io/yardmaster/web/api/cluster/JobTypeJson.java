package io.yardmaster.web.api.cluster;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.job.Rules;
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
        return new JobTypeJson(
                info.type(),
                info.description(),
                info.usual().kind().name().toLowerCase(Locale.ROOT),
                info.usual().queue().isEmpty() ? null : info.usual().queue(),
                info.rules().over(Rules.SERVER).maxAttempts(),
                info.schema());
    }
}
