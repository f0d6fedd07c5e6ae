package io.yardmaster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.job.attempt.Backoff;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Set<String> KINDS = Set.of("java.io.FileNotFoundException", "IOException", "Exception");

    @Test
    void everyErrorIsRetriedWhereNothingIsSaid() {
        assertThat(Rules.SERVER.retries(KINDS)).isTrue();
    }

    @Test
    void onlyTheErrorsOfRetryOnAreRetried() {
        assertThat(retryOn("IOException").retries(KINDS)).isTrue();
        assertThat(retryOn("IllegalStateException").retries(KINDS)).isFalse();
    }

    @Test
    void doNotRetryOnWinsOverRetryOn() {
        Rules both = retryOn("IOException").with(Option.DO_NOT_RETRY_ON, List.of("java.io.FileNotFoundException"));
        assertThat(both.retries(KINDS)).isFalse();
        assertThat(both.retries(Set.of("IOException"))).isTrue();
    }

    @Test
    void anExpiryCountedFromTheEnqueueBecomesAnInstant() {
        Rules rules = Rules.NONE.with(Option.EXPIRES_IN_MS, 500L).enqueuedAt(1_000);
        assertThat(rules.expiresAt()).isEqualTo(1_500);
        assertThat(rules.get(Option.EXPIRES_IN_MS)).isNull();
        assertThat(Rules.NONE.enqueuedAt(1_000)).isSameAs(Rules.NONE);
    }

    @Test
    void namesOutOfBoundsAreRefusedNamingTheField() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of(""),
                List.of("a b"),
                List.of("x".repeat(201)),
                Collections.nCopies(21, "x"))) {
            assertThatThrownBy(() -> Rules.NONE.with(Option.RETRY_ON, wrong))
                    .hasMessageStartingWith("retryOn must be 1 to 20 names");
        }
    }

    @Test
    void threeAttemptsWithoutATimeoutAreTheDefault() {
        assertThat(Rules.SERVER.maxAttempts()).isEqualTo(3);
        assertThat(Rules.SERVER.backoff()).isEqualTo(Backoff.DEFAULT);
        assertThat(Rules.SERVER.timeoutMs()).isNull();
        assertThat(Rules.SERVER.unique()).isNull();
        assertThat(Rules.SERVER.idempotencyKey()).isNull();
    }

    @Test
    void aResultIsStoredADayByDefault() {
        assertThat(Rules.SERVER.idempotencyTtlMs()).isEqualTo(Duration.ofDays(1).toMillis());
    }

    @Test
    void theHardTimeoutIsHalfAMinuteByDefault() {
        assertThat(Rules.SERVER.hardTimeoutMs()).isEqualTo(30_000);
    }

    private static Rules retryOn(String name) {
        return Rules.NONE.with(Option.RETRY_ON, List.of(name));
    }
}
