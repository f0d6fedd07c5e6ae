package io.yardmaster.web.console.job;

import io.yardmaster.job.Backoff;
import io.yardmaster.job.Jitter;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import java.util.ArrayList;
import java.util.List;

/** When the attempts that a job has left would start, if each before them failed at once. */
public final class Forecast {
    /** Attempts foretold at most. */
    static final int MOST = 10;

    private Forecast() {}

    /**
     * One attempt that may come.
     *
     * @param attempt its number
     * @param last true when the job is dead if this one fails
     * @param at epoch milliseconds of its earliest start
     * @param spreadMs it may start so many milliseconds sooner or later; 0 = exact
     */
    public record Start(int attempt, boolean last, long at, long spreadMs) {}

    /**
     * The attempts left, at most {@value #MOST}; empty for a job that has ended or waits for others.
     *
     * @param policy complete options: maxAttempts and backoff are not null
     * @param now epoch milliseconds
     */
    static List<Start> of(JobView view, JobOptions policy, long now) {
        JobState state = view.state();
        if (state.isFinal() || state == JobState.BLOCKED) {
            return List.of();
        }
        int attempt = view.job().nextAttempt();
        long at = view.stateAt() == null ? now : view.stateAt();
        long spread = 0;
        List<Start> starts = new ArrayList<>();
        while (attempt <= policy.maxAttempts() && starts.size() < MOST) {
            if (state != JobState.ACTIVE || attempt > view.job().nextAttempt()) {
                starts.add(new Start(attempt, attempt == policy.maxAttempts(), at, spread));
            }
            long wait = policy.backoff().expectedMs(attempt);
            at = Math.max(at, now) + wait;
            spread += spread(policy.backoff(), wait);
            attempt++;
        }
        return starts;
    }

    private static long spread(Backoff backoff, long expected) {
        Jitter jitter = backoff.jitter();
        return jitter.full() ? expected : Math.round(expected * jitter.ratio());
    }
}
