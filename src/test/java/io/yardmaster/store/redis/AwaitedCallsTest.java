package io.yardmaster.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.RedisConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwaitedCallsTest {
    private final List<RedisConnection> late = new ArrayList<>();
    private final AwaitedCalls calls = new AwaitedCalls(4_000, late::add);
    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final CompletableFuture<String> second = new CompletableFuture<>();

    @Test
    void aCallThatWaitedTooLongFailsAsAway() {
        calls.add(first, null);
        calls.endLate(System.nanoTime() + 4_100_000_000L);
        assertThat(first).isCompletedExceptionally();
        assertThat(first.exceptionNow()).isInstanceOf(StoreAwayException.class);
        assertThat(late).hasSize(1);
    }

    @Test
    void aCallWhoseTimeIsNotOverGoesOn() {
        calls.add(first, null);
        calls.endLate(System.nanoTime() + 3_000_000_000L);
        assertThat(first).isNotDone();
        assertThat(late).isEmpty();
    }

    @Test
    void aLateCallBehindAnAnsweredOneIsFound() {
        calls.add(first, null);
        calls.add(second, null);
        first.complete("answer");
        calls.endLate(System.nanoTime() + 4_100_000_000L);
        assertThat(second).isCompletedExceptionally();
        assertThat(first).isCompletedWithValue("answer");
        assertThat(late).hasSize(1);
    }

    @Test
    void anAnsweredCallBehindAWaitingOneEndsOnlyTheLate() {
        calls.add(first, null);
        calls.add(second, null);
        second.complete("answer");
        calls.endLate(System.nanoTime() + 4_100_000_000L);
        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedWithValue("answer");
        assertThat(late).hasSize(1);
    }

    @Test
    void afterAStandstillAnswersMayStillBeRead() {
        long now = System.nanoTime();
        calls.add(first, null);
        calls.look(now + 4_100_000_000L); // the first look for 4.1 s, and those that the timer makes up for
        calls.look(now + 4_100_000_000L);
        calls.look(now + 5_000_000_000L);
        assertThat(first).isNotDone();
        calls.look(now + 5_100_000_000L);
        assertThat(first).isCompletedExceptionally();
        assertThat(late).hasSize(1);
    }

    @Test
    void whoWaitsHearsAnAnswerThatIsReadAfterAStandstill() {
        first.completeOnTimeout("answer", 300, TimeUnit.MILLISECONDS);
        assertThat(AwaitedCalls.await(first, 0)).isEqualTo("answer"); // its time is over already
    }
}
