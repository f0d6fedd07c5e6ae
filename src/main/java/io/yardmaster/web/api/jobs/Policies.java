package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.jobs.Forecast;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;

/** What holds for a job where its request said nothing, and what follows from it. */
@Singleton
class Policies {
    private static final int MOST_RETRIES = 100;

    private final Provider<HandlerRegistry> handlers;
    private final RetryDelays delays;
    private final InstantSource clock;

    /** Asked for late: handlers read JSON with the very mapper that this serves. */
    Policies(Provider<HandlerRegistry> handlers, RetryDelays delays, InstantSource clock) {
        this.delays = delays;
        this.handlers = handlers;
        this.clock = clock;
    }

    /** Complete: attempts and backoff are not null. */
    Rules of(Job job) {
        return handlers.get().rules(job);
    }

    /** When the retries that are left would run if every one failed at once: epoch milliseconds, soonest first. */
    List<Long> nextRetries(JobView view, Rules rules) {
        boolean isRetry = view.state() == JobState.RETRYING;
        IntFunction<Backoff> backoffs =
                failures -> delays.counted(rules.backoff(), failures, view.job().type());
        return Forecast.of(view, rules, clock.millis(), MOST_RETRIES, backoffs).stream()
                .filter(start -> isRetry || start.attempt() > view.job().nextAttempt())
                .map(Forecast.Start::at)
                .toList();
    }
}
