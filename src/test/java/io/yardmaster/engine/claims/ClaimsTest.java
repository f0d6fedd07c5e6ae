package io.yardmaster.engine.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.record.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final Claim CLAIM = new Claim(1, Yard.AT, "w");
    private final Claims claims =
            new Claims(null, null, null, null, new RetryDelays(), InstantSource.fixed(Instant.ofEpochMilli(Yard.AT)));

    @Test
    void aSuccessGoesWithTheNextTurn() {
        assertThat(claims.finish(end(Yard.job("a"), Outcome.succeeded(), Rules.SERVER)))
                .isEmpty();
    }

    @Test
    void anOutcomeThatCannotBeDecidedFailsItsJob() {
        Settlement settlement = settled(Yard.job("a"), Outcome.failed(new IllegalStateException("no")), Rules.NONE);
        assertThat(settlement.to()).isEqualTo(Settlement.To.RETRYING);
        assertThat(settlement.attempt().error().type()).contains("NullPointerException");
    }

    /** The wait may be counted by code of the user, and these ends may come on the links' thread. */
    @Test
    void onlyAnEndThatMayBeTriedAgainHasItsWaitCounted() {
        List<String> counted = new ArrayList<>();
        String[] ending = new String[1];
        RetryDelays noting = new RetryDelays() {
            @Override
            public Backoff counted(Backoff backoff, int failures, String type) {
                counted.add(ending[0]);
                return backoff;
            }
        };
        Claims door = new Claims(null, null, null, null, noting, InstantSource.fixed(Instant.ofEpochMilli(Yard.AT)));
        BiConsumer<String, Outcome> finish = (id, outcome) -> {
            ending[0] = id;
            door.finish(end(Yard.job(id), outcome, Rules.SERVER));
        };
        List.of(
                        Outcome.succeeded(),
                        new Outcome.Released(5),
                        new Outcome.Refused(true),
                        new Outcome.Expired(1),
                        new Outcome.Snoozed(1, null),
                        new Outcome.Failed(JobError.of("Own", "it knows when to run again"), 5L),
                        new Outcome.Fatal(JobError.of("Bad", "it cannot be read"), Reason.BAD_PAYLOAD))
                .forEach(outcome -> finish.accept("no", outcome));
        finish.accept("failed", Outcome.failed(new IllegalStateException("no")));
        finish.accept("late", new Outcome.TimedOut(JobError.of("Late", "its time is over")));
        assertThat(counted).containsExactly("failed", "late");
    }

    @Test
    void aReleasedJobWaitsAgainAtOnceOrLater() {
        Job suspect = Yard.job("s", 10, 1, new Tally(0, 2, 0));
        assertThat(settled(Yard.job("a"), new Outcome.Released(0), Rules.SERVER).to())
                .isEqualTo(Settlement.To.WAITING);
        assertThat(settled(suspect, new Outcome.Released(0), Rules.SERVER).to()).isEqualTo(Settlement.To.WAITING);
        assertThat(settled(suspect, new Outcome.Released(5), Rules.SERVER).to()).isEqualTo(Settlement.To.RETRYING);
    }

    @Test
    void aRecordThatCannotBeReadIsNeverWritten() {
        Stored broken = new Stored(Yard.job("a"), null, "its record cannot be read: format 9 is not known", true);
        RunEnd end = new RunEnd(CLAIM, Yard.AT, broken, new Outcome.Released(1_000), Rules.SERVER, -1, 0);
        Settlement settlement = claims.finish(end).orElseThrow().settlement();
        assertThat(settlement.to()).isEqualTo(Settlement.To.RETRYING);
        assertThat(settlement.written().packed()).isEmpty();
    }

    private Settlement settled(Job job, Outcome outcome, Rules rules) {
        return claims.finish(end(job, outcome, rules)).orElseThrow().settlement();
    }

    private static RunEnd end(Job job, Outcome outcome, Rules rules) {
        return new RunEnd(CLAIM, Yard.AT, new Stored(job, null, null, false), outcome, rules, 0, 0);
    }
}
