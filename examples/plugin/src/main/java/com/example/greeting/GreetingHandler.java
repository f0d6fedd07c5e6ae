package com.example.greeting;

import io.yardmaster.api.Bounds;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import io.yardmaster.job.attempt.Outcome;
import java.util.Map;

/** Greets somebody, and has the same done for each friend. */
@JobHandler(
        value = "greeting.send",
        queue = "greetings",
        maxAttempts = 5,
        description = "Greets somebody by name.",
        example = "{\"name\": \"Mira\", \"friend\": \"Jonas\"}")
public final class GreetingHandler implements Handler<GreetingHandler.Greeting> {
    private final String word;

    /** The payload. The server refuses one without a name before this code runs. */
    public record Greeting(
            @Bounds(required = true, min = 1, max = 100, description = "Who is greeted") String name,
            @Bounds(max = 100, description = "Who is greeted next") String friend) {}

    public GreetingHandler(String word) {
        this.word = word;
    }

    @Override
    public Outcome run(Greeting greeting, JobContext context) {
        context.log(word + ", " + greeting.name() + "!");
        if (greeting.friend() != null) {
            // An id made of this job's: when this job runs twice, the friend is still greeted once.
            context.enqueue(JobRequest.of("greeting.send", Map.of("name", greeting.friend()))
                    .inQueue(context.queue())
                    .withId(context.jobId() + "-friend"));
        }
        return new Outcome.Succeeded("{\"greeted\": true}");
    }
}
