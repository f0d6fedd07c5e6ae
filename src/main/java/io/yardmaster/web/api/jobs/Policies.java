package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What holds for a job where its request said nothing, and what follows from it. */
@Singleton
class Policies {
    private final Provider<HandlerRegistry> handlers;

    /** Asked for late: handlers read JSON with the very mapper that this serves. */
    Policies(Provider<HandlerRegistry> handlers) {
        this.handlers = handlers;
    }

    /** Complete options: attempts and backoff are not null. */
    JobOptions of(Job job) {
        JobOptions handler = handlers.get().all().stream()
                .filter(info -> info.type().equals(job.type()))
                .findFirst()
                .map(Policies::options)
                .orElse(JobOptions.NONE);
        return job.options().over(handler).over(JobOptions.SERVER);
    }

    /** When the remaining attempts would run if every one failed at once: epoch milliseconds, soonest first. */
    static List<Long> nextRetries(JobView view, JobOptions policy) {
        if (view.state().isFinal()) {
            return List.of();
        }
        List<Long> runs = new ArrayList<>();
        int failures = view.job().tally().failures();
        long at = nextRun(view);
        if (view.state() == JobState.RETRYING) {
            runs.add(at);
        }
        for (int failed = failures + 1; failed < policy.maxAttempts(); failed++) {
            at += policy.backoff().expectedMs(failed);
            runs.add(at);
        }
        return runs;
    }

    private static long nextRun(JobView view) {
        if (view.claim() != null && view.state() == JobState.ACTIVE) {
            return view.claim().startedAt();
        }
        return view.stateAt() != null ? view.stateAt() : view.job().dueAt();
    }

    private static JobOptions options(HandlerInfo info) {
        return new JobOptions(
                info.maxAttempts() == 0 ? null : info.maxAttempts(),
                null,
                info.timeoutMs() == 0 ? null : info.timeoutMs());
    }
}
