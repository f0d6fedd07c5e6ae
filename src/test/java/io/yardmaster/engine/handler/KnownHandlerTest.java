package io.yardmaster.engine.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobHandler.Wait;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a handler says of its jobs by its annotation. */
class KnownHandlerTest {
    private abstract static class Silent implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return Outcome.succeeded();
        }
    }

    @JobHandler(
            value = "all",
            queue = "q",
            maxAttempts = 9,
            backoff = @Wait(type = "linear", delayMs = 7, maxDelayMs = 70, jitter = 0),
            timeoutMs = 11,
            hardTimeoutMs = 12,
            retryOn = IOException.class,
            doNotRetryOn = IllegalStateException.class,
            thread = JobHandler.Threads.PLATFORM)
    private static final class All extends Silent {}

    @JobHandler("none")
    private static final class None extends Silent {}

    @JobHandler(value = "full", backoff = @Wait(type = "custom", name = "mine", fullJitter = true))
    private static final class Full extends Silent {}

    @JobHandler(value = "typo", backoff = @Wait(type = "linaer"))
    private static final class Typo extends Silent {}

    @JobHandler(value = "far", backoff = @Wait(type = "fixed", delayMs = -1))
    private static final class Far extends Silent {}

    @JobHandler(
            value = "two",
            backoff = {@Wait(type = "fixed"), @Wait(type = "linear")})
    private static final class Two extends Silent {}

    @Test
    void itsAnnotationCarriesEveryOption() {
        KnownHandler known = known(new All());
        Rules rules = known.rules(Rules.NONE);
        assertThat(rules.maxAttempts()).isEqualTo(9);
        assertThat(rules.backoff()).isEqualTo(new Backoff(Backoff.Type.LINEAR, 7, 70, Jitter.of(0)));
        assertThat(rules.timeoutMs()).isEqualTo(11);
        assertThat(rules.hardTimeoutMs()).isEqualTo(12);
        assertThat(rules.names(Option.RETRY_ON)).containsExactly("java.io.IOException");
        assertThat(rules.names(Option.DO_NOT_RETRY_ON)).containsExactly("java.lang.IllegalStateException");
        assertThat(known.info().usual().queue()).isEqualTo("q");
        assertThat(known.isComputing()).isTrue();
    }

    @Test
    void whereItSaysNothingTheServersRulesHold() {
        assertThat(known(new None()).rules(Rules.NONE)).isEqualTo(Rules.SERVER);
        assertThat(known(new None()).isComputing()).isFalse();
    }

    @Test
    void whatTheJobSaysWins() {
        Rules asked = Rules.NONE.with(Option.MAX_ATTEMPTS, 2L).with(Option.BACKOFF, Backoff.DEFAULT);
        Rules rules = known(new All()).rules(asked);
        assertThat(rules.maxAttempts()).isEqualTo(2);
        assertThat(rules.backoff()).isEqualTo(Backoff.DEFAULT);
        assertThat(rules.timeoutMs()).isEqualTo(11);
    }

    @Test
    void itsWaitMayBeCountedByABean() {
        assertThat(known(new Full()).rules(Rules.NONE).backoff())
                .isEqualTo(new Backoff(Backoff.Type.CUSTOM, "mine", 2_000, 600_000, Jitter.FULL));
    }

    @Test
    void aWaitThatIsNoneIsRefusedByName() {
        assertThatThrownBy(() -> known(new Typo()))
                .hasMessageContaining("backoff.type")
                .hasMessageContaining("linaer");
        assertThatThrownBy(() -> known(new Far())).hasMessageContaining("backoff.delayMs");
        assertThatThrownBy(() -> known(new Two())).hasMessageContaining("one wait");
    }

    private static KnownHandler known(Handler<?> handler) {
        return new KnownHandler(handler, handler.getClass(), KnownHandler.Kind.BEAN, null);
    }
}
