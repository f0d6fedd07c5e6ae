package io.yardmaster.web.api.cluster;

import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.job.Rules;

/** A job type as the API writes it; what is not built yet is null. */
public record JobTypeJson(
        String type, String description, String kind, String queue, int maxAttempts, Object payloadSchema) {
    static JobTypeJson of(HandlerInfo info) {
        int attempts = info.maxAttempts() == 0 ? Rules.SERVER.maxAttempts() : info.maxAttempts();
        return new JobTypeJson(info.type(), info.description(), "bean", null, attempts, null);
    }
}
