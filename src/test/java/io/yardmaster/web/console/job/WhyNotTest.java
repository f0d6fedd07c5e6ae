package io.yardmaster.web.console.job;

import static io.yardmaster.web.console.Views.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
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
    private static final WhyNot.Wording SAY =
            new WhyNot.Wording(at -> "T+" + (at - CREATED) / 1_000, ms -> ms / 1_000 + " s");
    private static final List<NodeInfo> NODES = List.of(Views.node("running", "email.send"));
    private static final QueueInfo BUSY = Views.queue(false, 16, 16);
    private static final JobView WAITING = Views.view(JobState.WAITING, null, 0);

    @Test
    void saysNothingOfAJobThatRunsOrHasCompleted() {
        assertThat(why(Views.claimed(JobState.ACTIVE, null, 5), BUSY, NODES, 0)).isNull();
        assertThat(why(Views.claimed(JobState.COMPLETED, 9L, 5), BUSY, NODES, 0))
                .isNull();
    }

    @Test
    void namesThePlaceInTheQueueAndWhenItsTurnComes() {
        WhyNot why = why(WAITING, BUSY, NODES, 318);
        assertThat(why.sentence()).isEqualTo("Not running: it waits for a free slot behind about 318 jobs.");
        assertThat(why.detail())
                .isEqualTo("All 16 slots of mail are busy. At 60 attempts a minute it starts about T+328.");
        assertThat(why.blocked()).isFalse();
        assertThat(why(WAITING, BUSY, NODES, 0).sentence())
                .isEqualTo("Not running: it is next and waits for a free slot.");
        assertThat(why(WAITING, BUSY, NODES, 1).sentence()).endsWith("behind about 1 job.");
    }

    @Test
    void namesWhatKeepsItFromRunningWhateverItsPlace() {
        assertThat(why(WAITING, Views.queue(true, 0, 16), NODES, 1_204).sentence())
                .isEqualTo("Not running: queue mail is paused.");
        assertThat(why(WAITING, Views.queue(true, 0, 16), NODES, 1_204).detail())
                .isEqualTo("It stands behind about 1,204 jobs.");
        assertThat(why(WAITING, Views.queue(false, 0, 0), NODES, 0).sentence())
                .isEqualTo("Not running: no live worker serves queue mail.");
        assertThat(why(WAITING, BUSY, List.of(Views.node("running", "other")), 0)
                        .sentence())
                .isEqualTo("Not running: no live worker knows the type email.send.");
        assertThat(why(WAITING, BUSY, List.of(Views.node("lost", "email.send")), 0)
                        .blocked())
                .isTrue();
    }

    @Test
    void namesTheTimeOfARetryAndWhatFollows() {
        JobView view = Views.view(JobState.RETRYING, 27_000L, 3, Views.attempt(3, Attempt.End.FAILED, 0, 1));
        WhyNot why = why(view, BUSY, NODES, 318);
        assertThat(why.sentence())
                .isEqualTo("Not running: attempt 3 of 5 failed, the next may start at T+27, in 17 s.");
        assertThat(why.detail())
                .startsWith("Then it waits behind about 318 jobs. All 16 slots")
                .endsWith("T+345.");
        assertThat(why(view, Views.queue(true, 0, 1), NODES, 0).detail()).isEqualTo("Queue mail is paused.");
    }

    @Test
    void tellsARetryThatIsNoFailure() {
        JobView snoozed = Views.view(JobState.RETRYING, 27_000L, 0, Views.attempt(1, Attempt.End.SNOOZED, 0, 1));
        assertThat(why(snoozed, BUSY, NODES, 0).sentence()).contains("its handler asked to be called again");
        JobView lost = Views.view(JobState.RETRYING, 27_000L, 0, Views.attempt(1, Attempt.End.LOST, 0, 1));
        assertThat(why(lost, BUSY, NODES, 0).sentence()).contains("its worker vanished");
    }

    @Test
    void namesTheTimeOfAFirstRunAlsoWhenItHasPassed() {
        assertThat(why(Views.view(JobState.SCHEDULED, 70_000L, 0), BUSY, NODES, 0)
                        .sentence())
                .isEqualTo("Not running: its first run is planned at T+70, in 60 s.");
        assertThat(why(Views.view(JobState.SCHEDULED, 7_000L, 0), BUSY, NODES, 0)
                        .sentence())
                .isEqualTo("Not running: its first run is planned now: it has been due for 3 s.");
    }

    @Test
    void saysWhyAJobIsDead() {
        assertThat(dead(new Ending(Reason.EXHAUSTED, null))).isEqualTo("Dead: all 5 attempts failed.");
        assertThat(dead(new Ending(Reason.BAD_PAYLOAD, "to must be text")))
                .isEqualTo("Dead: its payload cannot be read (to must be text).");
        assertThat(dead(null)).isEqualTo("Dead: the reason was not kept.");
    }

    private static String dead(Ending ending) {
        JobView view = new JobView(Views.job(5), new Standing.Dead(CREATED, ending), null, null, List.of(), null);
        return why(view, BUSY, NODES, 0).sentence();
    }

    private static WhyNot why(JobView view, QueueInfo queue, List<NodeInfo> nodes, long ahead) {
        return WhyNot.of(new WhyNot.Facts(view, 5, queue, nodes, ahead, 60, CREATED + 10_000), SAY);
    }
}
