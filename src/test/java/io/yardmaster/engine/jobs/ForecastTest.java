package io.yardmaster.engine.jobs;

import static io.yardmaster.web.console.Views.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.JobState;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.web.console.Views;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Rules POLICY = policy(5, Jitter.of(0.2));
    private static final long NOW = CREATED + 10_000;

    @Test
    void beginsWithTheExactRetryAndSpreadsFromThere() {
        var starts = Forecast.of(Views.view(JobState.RETRYING, 20_000L, 3), POLICY, NOW, 10);
        assertThat(starts)
                .containsExactly(
                        new Forecast.Start(4, false, CREATED + 20_000, 0),
                        new Forecast.Start(5, true, CREATED + 20_000 + 8_000, 1_600));
    }

    @Test
    void leavesOutTheRunThatGoesOn() {
        var starts = Forecast.of(Views.claimed(JobState.ACTIVE, null, 5), policy(2, Jitter.FULL), NOW, 10);
        assertThat(starts).containsExactly(new Forecast.Start(2, true, NOW + 500, 500));
    }

    @Test
    void foretellsNothingForWhatHasEndedAndNotWithoutEnd() {
        assertThat(Forecast.of(Views.view(JobState.DEAD, 5L, 3), POLICY, NOW, 10))
                .isEmpty();
        assertThat(Forecast.of(Views.view(JobState.BLOCKED, null, 0), POLICY, NOW, 10))
                .isEmpty();
        assertThat(Forecast.of(Views.view(JobState.WAITING, null, 0), policy(100, Jitter.of(0)), NOW, 10))
                .hasSize(10);
    }

    private static Rules policy(int attempts, Jitter jitter) {
        return Samples.rules(attempts, new Backoff(Backoff.Type.EXPONENTIAL, 1_000, 60_000, jitter), null);
    }
}
