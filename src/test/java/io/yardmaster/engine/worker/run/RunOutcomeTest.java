package io.yardmaster.engine.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Outcome;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunOutcomeTest {
    private static final Throwable THROWN = new FileNotFoundException("gone");

    @Test
    void anErrorIsKnownByItsClassAndThoseAboveItWithAndWithoutPackage() {
        for (String name :
                List.of("java.io.FileNotFoundException", "FileNotFoundException", "java.io.IOException", "Exception")) {
            Rules never = Rules.SERVER.with(Option.DO_NOT_RETRY_ON, List.of(name));
            assertThat(RunOutcome.thrown(null, THROWN, never)).as(name).isInstanceOf(Outcome.Fatal.class);
        }
        Rules other = Rules.SERVER.with(Option.DO_NOT_RETRY_ON, List.of("IllegalStateException"));
        assertThat(RunOutcome.thrown(null, THROWN, other)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anErrorThatRetryOnDoesNotNameIsFatal() {
        Rules only = Rules.SERVER.with(Option.RETRY_ON, List.of("TimeoutException"));
        assertThat(RunOutcome.thrown(null, THROWN, only)).isInstanceOf(Outcome.Fatal.class);
    }

    @Test
    void whatWasToldToStopEndsSoWhateverItThrows() {
        Rules never = Rules.SERVER.with(Option.TIMEOUT_MS, 5L).with(Option.DO_NOT_RETRY_ON, List.of("Exception"));
        assertThat(RunOutcome.thrown(StopReason.TIMED_OUT, THROWN, never)).isInstanceOf(Outcome.TimedOut.class);
        assertThat(RunOutcome.thrown(StopReason.CANCELLED, THROWN, never)).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aRunThatMetALimitEndsSoWhateverItAnswers() {
        RunOutcome.Asked asked =
                RunOutcome.Asked.NOTHING.rateLimited(Duration.ofDays(9)).retryIn(Duration.ofMillis(5));
        Outcome failed = Outcome.failed(THROWN);
        assertThat(asked.change(Outcome.succeeded())).isEqualTo(new Outcome.RateLimited(3_600_000, null));
        assertThat(asked.change(failed))
                .isEqualTo(new Outcome.RateLimited(3_600_000, ((Outcome.Failed) failed).error()));
        assertThat(asked.change(new Outcome.Cancelled("x"))).isEqualTo(new Outcome.Cancelled("x"));
        assertThat(asked.change(new Outcome.Released(0))).isEqualTo(new Outcome.Released(0));
        assertThat(RunOutcome.Asked.NOTHING.retryIn(Duration.ofMillis(5)).change(failed))
                .isEqualTo(new Outcome.Failed(((Outcome.Failed) failed).error(), 5L));
    }

    @Test
    void aDelayBeyondItsBoundsIsTheNearerOne() {
        Outcome failed = Outcome.failed(THROWN);
        for (Duration past : List.of(Duration.ofSeconds(Long.MIN_VALUE), Duration.ofMillis(-1))) {
            assertThat(RunOutcome.Asked.NOTHING.retryIn(past).retryInMs()).isZero();
        }
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(RunOutcome.Asked.NOTHING.retryIn(endless).retryInMs()).isEqualTo(2_592_000_000L);
        assertThat(RunOutcome.Asked.NOTHING.rateLimited(endless).change(failed))
                .isEqualTo(new Outcome.RateLimited(3_600_000, ((Outcome.Failed) failed).error()));
    }

    @Test
    void whatIsGivenUpSaysThatItsSlotIsStuck() {
        Rules rules = Rules.SERVER.with(Option.TIMEOUT_MS, 5L);
        Outcome.TimedOut timedOut = (Outcome.TimedOut) RunOutcome.givenUp(StopReason.TIMED_OUT, rules);
        assertThat(timedOut.error().message()).contains("5 ms", "30000 ms", "stuck");
        assertThat(RunOutcome.givenUp(StopReason.CANCELLED, rules)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(RunOutcome.givenUp(null, rules)).isEqualTo(new Outcome.Released(0));
    }
}
