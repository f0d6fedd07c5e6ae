package io.yardmaster.engine.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.Told;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.record.Stored;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job whose run was asked to stop ends cancelled, whatever the run answers, but for a success. */
class CancelWinsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final Told told = new Told();
    private Claims claims;

    @BeforeEach
    void open() {
        claims = new Doors(yard.claims, yard.reader, told.events(), yard.clock).claims();
    }

    @Test
    void aRunAskedToStopIsCancelledWhateverItAnswers() {
        List<Outcome> outcomes = List.of(
                Outcome.failed(new IllegalStateException("no")),
                Outcome.fatal("No", "never"),
                new Outcome.Snoozed(5, null),
                new Outcome.Released(0),
                new Outcome.Released(500),
                new Outcome.Refused(true));
        for (Outcome outcome : outcomes) {
            String id = "job-" + outcomes.indexOf(outcome);
            Claim claim = askedToStop(id, Yard.LEASE_MS);
            Settled settled = claims.finish(end(id, claim, outcome)).orElseThrow();
            List<Settled> accepted = RedisLink.await(claims.settle(Yard.QUEUE, List.of(settled), List.of(claim)));
            assertThat(accepted).as(id).hasSize(1);
            assertThatItIsCancelled(id);
        }
        assertThat(told.heard()).hasSize(outcomes.size()).allMatch(JobEvent.Cancelled.class::isInstance);
    }

    @Test
    void aRunAskedToStopThatSucceededAllTheSameIsCompleted() {
        Claim claim = askedToStop("a", Yard.LEASE_MS);
        RunEnd end = end("a", claim, Outcome.succeeded());
        Turn turn = new Turn("w", Yard.LEASE_MS).of(claim, claim.startedAt(), 1).complete("a", null, 1);
        RedisLink.await(claims.turn(Yard.QUEUE, turn, List.of(end)));
        assertThat(find("a").state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void aJobAskedToStopWhoseWorkerVanishedIsCancelled() {
        Claim claim = askedToStop("a", Yard.NO_LEASE);
        claims.takeBack(
                Yard.QUEUE, yard.leases.packed(Yard.QUEUE, List.of("a")), Map.of("a", claim), Claims.Lapse.WORKER_LOST);
        assertThatItIsCancelled("a");
        assertThat(told.heard()).singleElement().isInstanceOf(JobEvent.Cancelled.class);
    }

    @Test
    void othersOfTheSameCallEndAsTheyAnswered() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        ask("b");
        List<Settled> ends = List.of(
                claims.finish(end("a", claim, Outcome.fatal("No", "never"))).orElseThrow(),
                claims.finish(end("b", claim, Outcome.fatal("No", "never"))).orElseThrow());
        assertThat(RedisLink.await(claims.settle(Yard.QUEUE, ends, List.of(claim))))
                .hasSize(2);
        assertThat(find("a").state()).isEqualTo(JobState.DEAD);
        assertThatItIsCancelled("b");
    }

    private Claim askedToStop(String id, long leaseMs) {
        yard.enqueue(id);
        Claim claim = yard.hold("w", leaseMs, id);
        ask(id);
        return claim;
    }

    private static void ask(String id) {
        yard.jobs.move(Yard.QUEUE, List.of(new Move(id, JobState.ACTIVE, JobState.CANCELLED, Written.NOTHING)));
    }

    private static void assertThatItIsCancelled(String id) {
        JobView view = find(id);
        assertThat(view.state()).as(id).isEqualTo(JobState.CANCELLED);
        assertThat(view.standing().ending().reason()).isEqualTo(Reason.BY_USER);
        assertThat(view.attempts()).extracting(Attempt::outcome).containsExactly(Attempt.End.CANCELLED);
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }

    private static RunEnd end(String id, Claim claim, Outcome outcome) {
        return new RunEnd(
                claim, claim.startedAt(), new Stored(Yard.job(id), null, null, false), outcome, Rules.SERVER, 0, 0);
    }
}
