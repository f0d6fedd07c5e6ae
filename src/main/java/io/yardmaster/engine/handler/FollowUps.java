package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.api.JobRequest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.job.BodyHash;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.NewJob;
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
                payload == null || payload.getBytes(StandardCharsets.UTF_8).length <= NewJob.LARGEST_PAYLOAD,
                "payload must have at most " + NewJob.LARGEST_PAYLOAD + " bytes");
        demand(
                request.tags().size() <= NewJob.MOST_TAGS
                        && request.tags().stream().allMatch(tag -> tag.length() <= NewJob.LONGEST_TAG),
                "tags must be at most " + NewJob.MOST_TAGS + " of " + NewJob.LONGEST_TAG + " characters");
        return new NewJob(
                request.type(),
                payload,
                request.queue(),
                request.id(),
                request.priority(),
                new NewJob.Due.After(request.delayMs()),
                JobOptions.NONE,
                request.tags(),
                request.id() == null ? null : BodyHash.of(request.type() + "\n" + payload),
                null);
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
