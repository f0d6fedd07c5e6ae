package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * When the attempts that a job has left would start, if each before them failed at once. The API and the page of the job
 * both show this.
 */
public final class Forecast {
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
     * The attempts left, at most {@code most}; empty for a job that has ended or waits for others.
     *
     * @param rules complete: maxAttempts and backoff are not null
     * @param now epoch milliseconds
     */
    public static List<Start> of(JobView view, Rules rules, long now, int most) {
        return of(view, rules, now, most, failures -> rules.backoff());
    }

    /** The same. @param backoffs what holds after so many failures: a custom one has been counted */
    public static List<Start> of(JobView view, Rules rules, long now, int most, IntFunction<Backoff> backoffs) {
        JobState state = view.state();
        if (state.isFinal() || state == JobState.BLOCKED) {
            return List.of();
        }
        int attempt = view.job().nextAttempt();
        long at = view.standing().instant() == null ? now : view.standing().instant();
        long spread = 0;
        List<Start> starts = new ArrayList<>();
        while (attempt <= rules.maxAttempts() && starts.size() < most) {
            if (state != JobState.ACTIVE || attempt > view.job().nextAttempt()) {
                starts.add(new Start(attempt, attempt == rules.maxAttempts(), at, spread));
            }
            Backoff backoff = backoffs.apply(attempt);
            long wait = backoff.expectedMs(attempt);
            at = Math.max(at, now) + wait;
            spread += spread(backoff, wait);
            attempt++;
        }
        return starts;
    }

    private static long spread(Backoff backoff, long expected) {
        Jitter jitter = backoff.jitter();
        return jitter.full() ? expected : Math.round(expected * jitter.ratio());
    }
}
