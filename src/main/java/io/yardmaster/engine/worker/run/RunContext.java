package io.yardmaster.engine.worker.run;

import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobRequest;
import io.yardmaster.engine.handler.KnownHandler;
import java.time.Duration;

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
        run.retryIn(delay);
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
    public String enqueue(JobRequest request) {
        return handler.enqueue(request);
    }
}
