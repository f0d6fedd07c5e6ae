package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobHandler.Threads;
import io.yardmaster.api.JobRequest;
import io.yardmaster.job.JobError;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.Name;
import io.yardmaster.job.Outcome;
import io.yardmaster.job.Reason;

/** A handler, how its payload is read, and what it says about how its jobs run. */
public final class KnownHandler {
    private final JobHandler says;
    private final Handler<Object> handler;
    private final Kind kind;
    private final PayloadReader reader;
    private final JobOptions policy;
    private final FollowUps followUps;

    /** Where a handler comes from. */
    public enum Kind {
        BEAN,
        PLUGIN
    }

    /** @throws IllegalStateException when its class has no {@link JobHandler}, or an impossible one */
    @SuppressWarnings("unchecked") // the payload is read into the very type that the handler names
    public KnownHandler(Handler<?> handler, Class<?> handlerClass, Kind kind, FollowUps followUps) {
        this.says = handlerClass.getAnnotation(JobHandler.class);
        if (says == null) {
            throw new IllegalStateException(handlerClass.getName() + " has no @JobHandler with its job type");
        }
        Name.check("type", says.value());
        this.handler = (Handler<Object>) handler;
        this.kind = kind;
        this.reader = PayloadReader.of(handlerClass);
        this.policy = new JobOptions(
                        says.maxAttempts() == 0 ? null : says.maxAttempts(),
                        null,
                        says.timeoutMs() == 0 ? null : says.timeoutMs())
                .over(JobOptions.SERVER);
        this.followUps = followUps;
    }

    /** Reads the payload and runs one job. */
    public Outcome run(String payload, JobContext context) throws Exception {
        Object read;
        try {
            read = reader.read(payload);
        } catch (JsonProcessingException wrong) {
            return badPayload(PayloadFault.sentence(wrong));
        } catch (IllegalArgumentException wrong) {
            return badPayload(wrong.getMessage());
        }
        Outcome outcome = handler.run(read, context);
        return outcome == null ? Outcome.succeeded() : outcome;
    }

    /** Enqueues another job; see {@link JobContext#enqueue}. */
    public String enqueue(JobRequest request) {
        return followUps.enqueue(request);
    }

    /** Complete options for a job that says this much itself. */
    public JobOptions policy(JobOptions asked) {
        return asked.equals(JobOptions.NONE) ? policy : asked.over(policy);
    }

    /** True when it computes, and so must not hold the carrier of a virtual thread. */
    public boolean isComputing() {
        return says.thread() == Threads.PLATFORM || says.thread() == Threads.DEFAULT && kind == Kind.PLUGIN;
    }

    /** Its job type. */
    public String type() {
        return says.value();
    }

    HandlerInfo info() {
        return new HandlerInfo(
                says.value(),
                says.description(),
                says.example(),
                new HandlerInfo.Usual(kind, says.queue(), says.maxAttempts(), says.timeoutMs()),
                reader.schema());
    }

    private static Outcome badPayload(String message) {
        return new Outcome.Fatal(JobError.of("BadPayload", message), Reason.BAD_PAYLOAD);
    }
}
