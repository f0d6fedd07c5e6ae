package io.yardmaster.web.console.job;

import static io.yardmaster.web.console.Views.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.health.WhyRules;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Standing;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.web.console.Views;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyNotTest {
    private static final List<NodeInfo> NODES = List.of(Views.node("running", "email.send"));
    private static final QueueInfo BUSY = Views.queue(false, 16, 16);
    private static final JobView WAITING = Views.view(JobState.WAITING, null, 0);

    @Test
    void saysNothingOfAJobThatRunsOrHasCompleted() {
        assertThat(why(Views.claimed(JobState.ACTIVE, null, 5), BUSY, 0)).isNull();
        assertThat(why(Views.claimed(JobState.COMPLETED, 9L, 5), BUSY, 0)).isNull();
    }

    @Test
    void namesThePlaceAndWhenItsTurnComes() {
        WhyNot why = why(WAITING, BUSY, 318);
        assertThat(plain(why.sentence())).isEqualTo("Not running: it waits for a free slot behind about 318 jobs.");
        assertThat(plain(why.detail()))
                .isEqualTo("All 16 slots of mail are busy. At 60 attempts a minute it starts about T+328.");
        assertThat(why.blocked()).isFalse();
    }

    @Test
    void namesThePlaceBehindWhatHoldsIt() {
        WhyNot why = why(WAITING, Views.queue(true, 0, 16), 1_204);
        assertThat(why.sentence()).isEqualTo("Not running: queue mail is paused.");
        assertThat(plain(why.detail())).isEqualTo("It stands behind about 1,204 jobs.");
        assertThat(why.blocked()).isTrue();
    }

    @Test
    void namesTheTimeOfARetryAndWhatFollows() {
        JobView view = Views.view(JobState.RETRYING, 27_000L, 3, Views.attempt(3, Attempt.End.FAILED, 0, 1));
        assertThat(plain(why(view, BUSY, 318).detail()))
                .isEqualTo("At T+27. Then it waits behind about 318 jobs. All 16 slots of mail are busy."
                        + " At 60 attempts a minute it starts about T+345.");
        assertThat(why(view, Views.queue(true, 0, 1), 0).detail())
                .isEqualTo("At T+27. Not running: queue mail is paused.");
    }

    @Test
    void aDeadJobNamesItsTimeAndItsError() {
        JobView view = Views.view(JobState.DEAD, 27_000L, 2, Views.attempt(2, Attempt.End.FAILED, 0, 1));
        Standing.Dead dead = new Standing.Dead(CREATED + 27_000, new Ending(Reason.EXHAUSTED, null));
        JobView died = new JobView(Views.job(2), dead, null, null, view.attempts(), null);
        WhyNot why = why(died, BUSY, 0);
        assertThat(why.sentence()).isEqualTo("Dead since T+27: all 2\u00a0attempts failed.");
        assertThat(why.detail()).isEqualTo("Last with Boom: no. It does not run again unless someone retries it.");
    }

    private static WhyNot why(JobView view, QueueInfo queue, long ahead) {
        WhyRules.Known known = new WhyRules.Known(view, queue, NODES, ahead, CREATED + 10_000);
        return WhyNot.of(known, ahead, 60, at -> "T+" + (at - CREATED) / 1_000);
    }

    private static String plain(String words) {
        return words.replace('\u00a0', ' ');
    }
}
