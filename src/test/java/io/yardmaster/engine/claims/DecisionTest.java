package io.yardmaster.engine.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Samples;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
    private static final JobError ERROR = JobError.of("Boom", "it broke");
    private static final Backoff FIXED = new Backoff(Backoff.Type.FIXED, 700, 10_000, Jitter.of(0));
    private static final Decision.Wait WAIT = (backoff, failures) -> backoff.delayMs(failures, new Random(1));
    private static final Rules POLICY = Samples.rules(3, FIXED, null);

    @Test
    void aSuccessCompletesWithItsResult() {
        assertThat(of(new Outcome.Succeeded("{}"), fresh())).isEqualTo(new Decision.Complete("{}"));
        assertThat(of(Outcome.succeeded(), fresh())).isEqualTo(new Decision.Complete(null));
    }

    @Test
    void aResultOfTheLargestSizeIsKeptAndOneLargerIsFatal() {
        String largest = "x".repeat(Outcome.LARGEST_RESULT);
        assertThat(of(new Outcome.Succeeded(largest), fresh())).isEqualTo(new Decision.Complete(largest));
        Decision.Die die = (Decision.Die) of(new Outcome.Succeeded(largest + "x"), fresh());
        assertThat(die.ending().reason()).isEqualTo(Reason.FATAL);
        assertThat(die.ending().detail()).contains("65537").contains("65536");
        assertThat(die.error().type()).isEqualTo("ResultTooLarge");
    }

    @Test
    void aResultIsMeasuredInBytes() {
        String two = "\u00fc".repeat(Outcome.LARGEST_RESULT / 2);
        assertThat(of(new Outcome.Succeeded(two), fresh())).isEqualTo(new Decision.Complete(two));
        Decision.Die die = (Decision.Die) of(new Outcome.Succeeded("x" + two), fresh());
        assertThat(die.ending().detail()).contains("65537 bytes");
    }

    @Test
    void aFailureUsesAnAttemptAndComesBackAfterTheBackoff() {
        Job after = with(new Tally(1, 0, 0));
        assertThat(of(new Outcome.Failed(ERROR, null), fresh()))
                .isEqualTo(new Decision.Retry(after, 700, Attempt.End.FAILED, ERROR));
        assertThat(after.nextAttempt()).isEqualTo(2);
    }

    @Test
    void aHandlersOwnDelayReplacesTheBackoffWithinBounds() {
        assertThat(((Decision.Retry) of(new Outcome.Failed(ERROR, 5L), fresh())).delayMs())
                .isEqualTo(5);
        assertThat(((Decision.Retry) of(new Outcome.Failed(ERROR, -5L), fresh())).delayMs())
                .isZero();
        assertThat(((Decision.Retry) of(new Outcome.Failed(ERROR, Long.MAX_VALUE), fresh())).delayMs())
                .isEqualTo(Backoff.LONGEST_MS);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 2", "3, 7", "100, 99"})
    void theLastAttemptThatFailsKills(int maxAttempts, int failuresBefore) {
        Rules policy = Samples.rules(maxAttempts, FIXED, null);
        Job job = with(new Tally(failuresBefore, 1, 4));
        Decision decision = Decision.of(new Outcome.Failed(ERROR, 5L), job, policy, WAIT);
        Job dead = job.with(new Tally(failuresBefore + 1, 1, 4));
        Ending exhausted = new Ending(Reason.EXHAUSTED, null);
        assertThat(decision).isEqualTo(new Decision.Die(dead, exhausted, Attempt.End.FAILED, ERROR));
    }

    @Test
    void theAttemptBeforeTheLastDoesNotKill() {
        assertThat(of(new Outcome.Failed(ERROR, null), with(new Tally(1, 0, 0))))
                .isInstanceOf(Decision.Retry.class);
    }

    @Test
    void aTimeoutIsAFailureOfItsOwnName() {
        assertThat(of(new Outcome.TimedOut(ERROR), fresh()))
                .isEqualTo(new Decision.Retry(with(new Tally(1, 0, 0)), 700, Attempt.End.TIMEOUT, ERROR));
        Decision.Die die = (Decision.Die) of(new Outcome.TimedOut(ERROR), with(new Tally(2, 0, 0)));
        assertThat(die.end()).isEqualTo(Attempt.End.TIMEOUT);
        assertThat(die.ending().reason()).isEqualTo(Reason.EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"FATAL", "UNKNOWN_HANDLER", "BAD_PAYLOAD"})
    void whatIsFatalKillsAtOnceWithItsReason(Reason reason) {
        Decision.Die die = (Decision.Die) of(new Outcome.Fatal(ERROR, reason), fresh());
        assertThat(die.end()).isEqualTo(Attempt.End.FATAL);
        assertThat(die.job().tally()).isEqualTo(new Tally(1, 0, 0));
        String detail = reason == Reason.FATAL ? null : "it broke";
        assertThat(die.ending()).isEqualTo(new Ending(reason, detail));
    }

    @Test
    void aSnoozeUsesNoAttempt() {
        Job job = with(new Tally(2, 1, 7));
        assertThat(of(new Outcome.Snoozed(4_000, ERROR), job))
                .isEqualTo(new Decision.Retry(with(new Tally(2, 1, 8)), 4_000, Attempt.End.SNOOZED, ERROR));
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_001, Long.MAX_VALUE})
    void aSnoozeIsAtMostAnHour(long asked) {
        assertThat(((Decision.Retry) of(new Outcome.Snoozed(asked, null), fresh())).delayMs())
                .isEqualTo(3_600_000);
        assertThat(((Decision.Retry) of(new Outcome.Snoozed(-1, null), fresh())).delayMs())
                .isZero();
    }

    @Test
    void aRateLimitHoldsTheQueueBackAndUsesNothing() {
        Job job = with(new Tally(2, 1, 100));
        assertThat(of(new Outcome.RateLimited(4_000, ERROR), job)).isEqualTo(new Decision.HoldBack(job, 4_000, ERROR));
        assertThat(of(new Outcome.RateLimited(0, null), job)).isEqualTo(new Decision.HoldBack(job, 100, null));
        assertThat(of(new Outcome.RateLimited(Long.MAX_VALUE, null), job))
                .isEqualTo(new Decision.HoldBack(job, 3_600_000, null));
    }

    @Test
    void theHundredthSnoozeIsOneAndTheNextIsAFailure() {
        Decision.Retry last = (Decision.Retry) of(new Outcome.Snoozed(1, null), with(new Tally(0, 0, 99)));
        assertThat(last.end()).isEqualTo(Attempt.End.SNOOZED);
        assertThat(last.job().tally()).isEqualTo(new Tally(0, 0, 100));
        Decision.Retry over = (Decision.Retry) of(new Outcome.Snoozed(1, null), last.job());
        assertThat(over.end()).isEqualTo(Attempt.End.FAILED);
        assertThat(over.job().tally()).isEqualTo(new Tally(1, 0, 100));
        assertThat(over.delayMs()).isEqualTo(700);
        assertThat(over.error().type()).isEqualTo("TooManySnoozes");
        assertThat(of(new Outcome.Snoozed(1, null), with(new Tally(2, 0, 100)))).isInstanceOf(Decision.Die.class);
    }

    @Test
    void aCancelledRunEndsByUser() {
        Decision.Cancel cancel = (Decision.Cancel) of(new Outcome.Cancelled("enough"), with(new Tally(1, 0, 0)));
        assertThat(cancel.job().tally()).isEqualTo(new Tally(1, 0, 0));
        assertThat(cancel.ending()).isEqualTo(new Ending(Reason.BY_USER, "enough"));
    }

    @Test
    void whatIsReleasedComesBackUnchanged() {
        Job job = with(new Tally(1, 1, 1));
        assertThat(of(new Outcome.Released(0), job)).isEqualTo(released(job, 0));
        assertThat(of(new Outcome.Released(1_000), job)).isEqualTo(released(job, 1_000));
        assertThat(of(new Outcome.Released(-1), job)).isEqualTo(released(job, 0));
        assertThat(of(new Outcome.Released(Long.MAX_VALUE), job)).isEqualTo(released(job, 3_600_000));
    }

    @Test
    void aLostWorkerUsesNoAttemptButTheThirdOneKills() {
        Outcome lost = new Outcome.Lost("w3", List.of("w1", "w2"));
        Decision.PutBack second = (Decision.PutBack) of(lost, with(new Tally(1, 1, 0)));
        assertThat(second.job().tally()).isEqualTo(new Tally(1, 2, 0));
        assertThat(second.end()).isEqualTo(Attempt.End.LOST);
        Decision.Die third = (Decision.Die) of(lost, second.job());
        assertThat(third.ending()).isEqualTo(new Ending(Reason.LOST, "lost by the workers w1, w2, w3"));
        assertThat(third.job().tally()).isEqualTo(new Tally(1, 3, 0));
    }

    private static Decision released(Job job, long delayMs) {
        return new Decision.PutBack(job, delayMs, Attempt.End.RELEASED, null);
    }

    @Test
    void aJobMadeAfreshHasAllItsAttemptsAgainAndKeepsTheFirstPayload() {
        Job dead = with(new Tally(3, 2, 1));
        Job again = dead.afresh("{\"n\":2}", 77);
        assertThat(again.tally()).isEqualTo(Tally.NONE);
        assertThat(again.dueAt()).isEqualTo(77);
        assertThat(again.past().originalPayload()).isEqualTo("{\"n\":1}");
        assertThat(again.afresh("{\"n\":3}", 78).past().originalPayload()).isEqualTo("{\"n\":1}");
        assertThat(dead.afresh(null, 77).past()).isEqualTo(Past.NONE);
        assertThat(dead.afresh("{\"n\":1}", 77).past()).isEqualTo(Past.NONE);
    }

    private static Decision of(Outcome outcome, Job job) {
        return Decision.of(outcome, job, POLICY, WAIT);
    }

    private static Job fresh() {
        return with(Tally.NONE);
    }

    private static Job with(Tally tally) {
        return new Job(
                "id", "q", new Work("type", "{\"n\":1}", 10, List.of()), Rules.NONE, Times.of(1, 1), Past.of(tally));
    }
}
