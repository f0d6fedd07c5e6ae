package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobHandler.Threads;
import io.yardmaster.api.JobRequest;
import io.yardmaster.api.OnSchedule;
import io.yardmaster.api.Workflow;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.text.Name;
import java.util.List;
import java.util.stream.Stream;

/** A handler, how its payload is read, and what it says about how its jobs run. */
public final class KnownHandler {
    private final JobHandler says;
    private final Handler<Object> handler;
    private final Kind kind;
    private final List<OnSchedule> schedules;
    private final PayloadReader reader;
    private final Rules rules;
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
        if (!says.queue().isEmpty()) {
            Name.check("queue", says.queue());
        }
        this.handler = (Handler<Object>) handler;
        this.kind = kind;
        this.schedules = List.of(handlerClass.getAnnotationsByType(OnSchedule.class));
        this.reader = PayloadReader.of(handlerClass);
        this.rules = said(says).over(info().rules()).over(Rules.SERVER);
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

    /** Begins a workflow; see {@link JobContext#begin}. */
    public String begin(Workflow workflow) {
        return followUps.begin(workflow);
    }

    /** Adds jobs to a workflow; see {@link JobContext#add}. */
    public List<String> add(String workflowId, List<JobRequest> jobs) {
        return followUps.add(workflowId, jobs);
    }

    /** Complete options for a job that says this much itself. */
    public Rules rules(Rules asked) {
        return asked.over(rules);
    }

    /** True when it computes, and so must not hold the carrier of a virtual thread. */
    public boolean isComputing() {
        return says.thread() == Threads.PLATFORM || says.thread() == Threads.DEFAULT && kind == Kind.PLUGIN;
    }

    /** The schedules that its class declares; empty when it declares none. */
    public List<OnSchedule> schedules() {
        return schedules;
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

    private static Rules said(JobHandler says) {
        return Rules.NONE
                .with(Option.BACKOFF, backoff(says.backoff()))
                .with(Option.HARD_TIMEOUT_MS, says.hardTimeoutMs() == 0 ? null : Long.valueOf(says.hardTimeoutMs()))
                .with(Option.RETRY_ON, names(says.retryOn()))
                .with(Option.DO_NOT_RETRY_ON, names(says.doNotRetryOn()));
    }

    private static Backoff backoff(JobHandler.Wait[] waits) {
        if (waits.length > 1) {
            throw new IllegalStateException("backoff of @JobHandler must name one wait");
        }
        if (waits.length == 0) {
            return null;
        }
        JobHandler.Wait wait = waits[0];
        Backoff.Type type = Backoff.Type.of(wait.type())
                .orElseThrow(() -> new IllegalStateException("backoff.type of @JobHandler must be exponential, linear,"
                        + " fixed, polynomial or custom, not " + wait.type()));
        Jitter jitter = wait.fullJitter() ? Jitter.FULL : Jitter.of(wait.jitter());
        return new Backoff(type, wait.name().isEmpty() ? null : wait.name(), wait.delayMs(), wait.maxDelayMs(), jitter);
    }

    private static List<String> names(Class<?>[] errors) {
        return errors.length == 0 ? null : Stream.of(errors).map(Class::getName).toList();
    }

    private static Outcome badPayload(String message) {
        return new Outcome.Fatal(JobError.of("BadPayload", message), Reason.BAD_PAYLOAD);
    }
}
