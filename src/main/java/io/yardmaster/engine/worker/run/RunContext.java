package io.yardmaster.engine.worker.run;

import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobRequest;
import io.yardmaster.api.PreviousError;
import io.yardmaster.api.Workflow;
import io.yardmaster.engine.handler.KnownHandler;
import java.time.Duration;
import java.util.List;

/** What a handler sees of its run. */
record RunContext(Run run, KnownHandler handler) implements JobContext {
    @Override
    public String jobId() {
        return run.job.id();
    }

    @Override
    public String queue() {
        return run.job.queue();
    }

    @Override
    public String type() {
        return run.job.type();
    }

    @Override
    public int attempt() {
        return run.job.nextAttempt();
    }

    @Override
    public long epoch() {
        return run.open.claim.epoch();
    }

    @Override
    public boolean isCancelled() {
        return run.isCancelled();
    }

    @Override
    public void retryIn(Duration delay) {
        run.ask(asked -> asked.retryIn(delay));
    }

    @Override
    public void rateLimited(Duration delay) {
        run.ask(asked -> asked.rateLimited(delay));
    }

    @Override
    public void progress(int percent, String message) {
        run.progress(percent, message);
    }

    @Override
    public void log(String message) {
        run.log(message);
    }

    @Override
    public String traceparent() {
        return run.traceparent;
    }

    @Override
    public String workflow() {
        return run.job.member() == null ? null : run.job.member().workflow();
    }

    @Override
    public String previous() {
        return run.before == null ? null : run.before.result();
    }

    @Override
    public List<PreviousError> previousErrors() {
        return run.before == null ? List.of() : run.before.errors();
    }

    @Override
    public String begin(Workflow workflow) {
        return handler.begin(workflow);
    }

    @Override
    public List<String> add(String workflowId, List<JobRequest> jobs) {
        return handler.add(workflowId, jobs);
    }

    @Override
    public String enqueue(JobRequest request) {
        return handler.enqueue(request);
    }
}
