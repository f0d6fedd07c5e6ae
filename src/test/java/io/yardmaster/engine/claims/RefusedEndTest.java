package io.yardmaster.engine.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.Told;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.record.Stored;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that comes back late tells of a run whose job another one has: that is refused, logged once and counted. */
class RefusedEndTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Told told = new Told();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {
            // nothing is held
        }

        @Override
        public void close() {
            // nothing is open
        }
    };
    private Claims claims;
    private Claim late;
    private Claim now;

    @BeforeEach
    void loseOne() {
        Logger.getLogger(Claims.class.getName()).addHandler(ear);
        claims = new Doors(yard.claims, yard.reader, told.events(), yard.clock).claims();
        yard.enqueue("a");
        late = yard.hold("late", Yard.NO_LEASE, "a");
        yard.settleLapsed(Yard.settlement(late, Settlement.To.WAITING, 0, Yard.job("a"), null));
        now = yard.hold("w", Yard.LEASE_MS, "a");
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger(Claims.class.getName()).removeHandler(ear);
    }

    @Test
    void aStaleSuccessIsRefusedLoggedOnceAndCounted() {
        Turn turn =
                new Turn("late", Yard.LEASE_MS).of(late, late.startedAt(), 1).complete("a", null, 100);
        RedisLink.await(claims.turn(Yard.QUEUE, turn, List.of(end(Outcome.succeeded()))));
        assertThatItWasRefusedOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "fatal", "snoozed", "cancelled", "released", "limited"})
    void anyOtherStaleEndIsRefusedLoggedOnceAndCounted(String word) {
        Outcome outcome = switch (word) {
            case "failed" -> Outcome.failed(new IllegalStateException("no"));
            case "fatal" -> Outcome.fatal("No", "never");
            case "snoozed" -> new Outcome.Snoozed(5, null);
            case "cancelled" -> new Outcome.Cancelled("enough");
            case "released" -> new Outcome.Released(0);
            default -> new Outcome.RateLimited(500, null);
        };
        Settled settled = claims.finish(end(outcome)).orElseThrow();
        assertThat(RedisLink.await(claims.settle(Yard.QUEUE, List.of(settled), List.of(late))))
                .isEmpty();
        assertThatItWasRefusedOnce();
    }

    private void assertThatItWasRefusedOnce() {
        assertThat(claims.refused()).isEqualTo(1);
        assertThat(logged).singleElement().asString().contains("stale");
        assertThat(told.heard()).isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.ACTIVE);
        assertThat(yard.leases.active(Yard.QUEUE)).containsEntry("a", now);
    }

    private RunEnd end(Outcome outcome) {
        return new RunEnd(
                late, late.startedAt(), new Stored(Yard.job("a"), null, null, false), outcome, Rules.SERVER, 0, 0);
    }
}
