package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.api.JobRequest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.BodyHash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Enqueues what handlers ask for while they run, held to the limits that hold for everybody. */
@Singleton
public class FollowUps {
    private final Enqueuer enqueuer;

    FollowUps(Enqueuer enqueuer) {
        this.enqueuer = enqueuer;
    }

    /** See {@link io.yardmaster.api.JobContext#enqueue}. */
    String enqueue(JobRequest request) {
        return enqueuer.enqueue(job(request)).job().id();
    }

    static NewJob job(JobRequest request) {
        String payload = json(request.payload());
        demand(request.delayMs() >= 0, "delayMs must be 0 or more");
        demand(
                payload == null || payload.getBytes(StandardCharsets.UTF_8).length <= Work.LARGEST_PAYLOAD,
                "payload must have at most " + Work.LARGEST_PAYLOAD + " bytes");
        demand(
                request.tags().size() <= Work.MOST_TAGS
                        && request.tags().stream().allMatch(tag -> tag.length() <= Work.LONGEST_TAG),
                "tags must be at most " + Work.MOST_TAGS + " of " + Work.LONGEST_TAG + " characters");
        String hash = request.id() == null ? null : BodyHash.of(request.type() + "\n" + payload);
        return NewJob.of(request.type())
                .queue(request.queue())
                .id(request.id(), hash)
                .work(new Work(request.type(), payload, request.priority(), request.tags()))
                .due(new NewJob.Due.After(request.delayMs()));
    }

    private static String json(Object payload) {
        try {
            return payload == null ? null : PayloadReader.JSON.writeValueAsString(payload);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("payload cannot be written as JSON: " + wrong.getOriginalMessage());
        }
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
