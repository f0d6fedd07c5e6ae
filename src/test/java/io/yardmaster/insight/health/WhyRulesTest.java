package io.yardmaster.insight.health;

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
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.store.PlaceReader;
import io.yardmaster.web.console.Views;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyRulesTest {
    private static final List<NodeInfo> NODES = List.of(Views.node("running", "email.send"));
    private static final QueueInfo BUSY = Views.queue(false, 16, 16);
    private static final JobView WAITING = Views.view(JobState.WAITING, null, 0);

    @Test
    void aJobThatRunsOrHasEndedSaysSo() {
        assertThat(why(Views.claimed(JobState.ACTIVE, null, 5)).code()).isEqualTo(WhyCode.RUNS);
        assertThat(why(Views.claimed(JobState.COMPLETED, 9L, 5)).code()).isEqualTo(WhyCode.ENDED);
    }

    @Test
    void aWaitingJobHasItsPlace() {
        Why why = why(WAITING, BUSY, NODES, 318);
        assertThat(why.code()).isEqualTo(WhyCode.BEHIND);
        assertThat(why.ahead()).isEqualTo(318);
        assertThat(why.sentence()).isEqualTo("Not running: it waits for a free slot behind about 318 jobs.");
        assertThat(why(WAITING).sentence()).isEqualTo("Not running: it is next and waits for a free slot.");
    }

    @Test
    void whatHoldsItIsNamedWhateverItsPlace() {
        Why paused = why(WAITING, Views.queue(true, 0, 16), NODES, 1_204);
        assertThat(paused).isEqualTo(new Why(WhyCode.PAUSED, "Not running: queue mail is paused.", null, 1_204L, null));
        assertThat(why(WAITING, Views.queue(false, 0, 0), NODES, 0).code()).isEqualTo(WhyCode.NO_WORKER);
        assertThat(why(WAITING, BUSY, List.of(Views.node("running", "other")), 0)
                        .sentence())
                .isEqualTo("Not running: no live worker knows the type email.send.");
        assertThat(why(WAITING, BUSY, List.of(Views.node("lost", "email.send")), 0)
                        .code())
                .isEqualTo(WhyCode.UNKNOWN_TYPE);
    }

    @Test
    void aQueueThatRunsAsManyAsItMaySaysSo() {
        QueueSettings total = QueueSettings.NONE.withConcurrency(new Concurrency(null, 3, null, null));
        QueueInfo full = new QueueInfo("mail", false, Map.of(JobState.ACTIVE, 3L), 0L, 3, 3, null, total, Map.of());
        Why why = why(WAITING, full, NODES, 7);
        assertThat(why.code()).isEqualTo(WhyCode.CONCURRENCY);
        assertThat(why.ahead()).isEqualTo(7);
        assertThat(why.sentence()).isEqualTo("Not running: 3 jobs of queue mail may run at once, and do.");
        QueueInfo room = new QueueInfo("mail", false, Map.of(JobState.ACTIVE, 2L), 0L, 2, 3, null, total, Map.of());
        assertThat(why(WAITING, room, NODES, 0).code()).isEqualTo(WhyCode.BEHIND);
    }

    @Test
    void aLimitIsNamedWithItsTime() {
        QueueSettings rate = QueueSettings.NONE.withRateLimit(new RateLimit(1, 1_000, RateLimit.By.QUEUE));
        QueueInfo limited = new QueueInfo("mail", false, Map.of(), 0L, 0, 3, CREATED + 20_000, rate, Map.of());
        assertThat(why(WAITING, limited, NODES, 2))
                .isEqualTo(new Why(
                        WhyCode.LIMITED,
                        "Not running: the rate of queue mail is limited.",
                        CREATED + 20_000,
                        2L,
                        "queue"));
        QueueInfo byType = new QueueInfo("mail", false, Map.of(), 0L, 0, 3, CREATED + 20_000, byType(), Map.of());
        assertThat(why(WAITING, byType, NODES, 0).code()).isEqualTo(WhyCode.BEHIND);
        PlaceReader.Closed shut = new PlaceReader.Closed(false, CREATED + 30_000);
        Why type = WhyRules.of(new WhyRules.Known(WAITING, byType, NODES, 0, shut, CREATED + 10_000));
        assertThat(type.sentence()).isEqualTo("Not running: the rate of type email.send in queue mail is limited.");
        assertThat(type.until()).isEqualTo(CREATED + 30_000);
        PlaceReader.Closed full = new PlaceReader.Closed(true, CREATED + 30_000);
        Why group = WhyRules.of(new WhyRules.Known(WAITING, byType, NODES, 0, full, CREATED + 10_000));
        assertThat(group.code()).isEqualTo(WhyCode.GROUP_LIMIT);
        assertThat(group.until()).isNull();
    }

    private static QueueSettings byType() {
        return QueueSettings.NONE.withRateLimit(new RateLimit(1, 1_000, RateLimit.By.TYPE));
    }

    @Test
    void aRetryHasItsTime() {
        Why why = why(Views.view(JobState.RETRYING, 27_000L, 3, Views.attempt(3, Attempt.End.FAILED, 0, 1)));
        assertThat(why.code()).isEqualTo(WhyCode.RETRYING);
        assertThat(why.until()).isEqualTo(CREATED + 27_000);
        assertThat(why.sentence()).isEqualTo("Not running: attempt 3 failed, the next may start in 17 s.");
    }

    @Test
    void aRetryThatIsNoFailureSaysSo() {
        JobView snoozed = Views.view(JobState.RETRYING, 27_000L, 0, Views.attempt(1, Attempt.End.SNOOZED, 0, 1));
        assertThat(why(snoozed).sentence()).contains("its handler asked to be called again");
        JobView lost = Views.view(JobState.RETRYING, 27_000L, 0, Views.attempt(1, Attempt.End.LOST, 0, 1));
        assertThat(why(lost).sentence()).contains("its worker was lost");
    }

    @Test
    void aFirstRunHasItsTimeAlsoWhenItHasPassed() {
        assertThat(why(Views.view(JobState.SCHEDULED, 70_000L, 0)).sentence())
                .isEqualTo("Not running: its first run is planned in 1 m.");
        assertThat(why(Views.view(JobState.SCHEDULED, 7_000L, 0)).sentence())
                .isEqualTo("Not running: its first run is planned now: it has been due for 3 s.");
    }

    @Test
    void aDeadJobSaysWhy() {
        assertThat(dead(5, new Ending(Reason.EXHAUSTED, null))).isEqualTo("Dead: all 5 attempts failed.");
        assertThat(dead(1, new Ending(Reason.EXHAUSTED, null))).isEqualTo("Dead: 1 attempt failed.");
        assertThat(dead(1, new Ending(Reason.BAD_PAYLOAD, "to must be text")))
                .isEqualTo("Dead: its payload cannot be read (to must be text).");
        assertThat(dead(1, null)).isEqualTo("Dead: the reason was not kept.");
    }

    private static String dead(int failures, Ending ending) {
        JobView view =
                new JobView(Views.job(failures), new Standing.Dead(CREATED, ending), null, null, List.of(), null);
        return why(view).sentence();
    }

    private static Why why(JobView view) {
        return why(view, BUSY, NODES, 0);
    }

    private static Why why(JobView view, QueueInfo queue, List<NodeInfo> nodes, long ahead) {
        return WhyRules.of(new WhyRules.Known(view, queue, nodes, ahead, CREATED + 10_000));
    }
}
