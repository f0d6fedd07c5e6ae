package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.OnDead;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Written;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a member can end is heard by its workflow, or does not happen. */
class MemberEndTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private FlowYard flow;

    @BeforeEach
    void fresh() {
        flow = new FlowYard(yard);
    }

    /** A way to end the member "a" of the queue q, that waits. */
    enum Way {
        DEAD,
        CANCELLED,
        EXPIRED,
        DELETED,
        PURGED,
        TYPE_UNKNOWN
    }

    private void end(Way way) {
        switch (way) {
            case DEAD -> flow.work(FlowYard::unlessBad);
            case EXPIRED -> flow.work(id -> new Outcome.Expired(1));
            case CANCELLED -> move(JobState.WAITING, JobState.CANCELLED, Reason.BY_USER);
            case TYPE_UNKNOWN -> move(JobState.WAITING, JobState.DEAD, Reason.UNKNOWN_HANDLER);
            case DELETED ->
                assertThat(yard.jobs.remove("q", JobState.WAITING, null, List.of("bad")))
                        .hasSize(1);
            case PURGED -> {
                flow.work(FlowYard::unlessBad);
                assertThat(yard.jobs.remove("q", JobState.DEAD, null, List.of("bad")))
                        .hasSize(1);
            }
        }
        flow.advance.sweep(List.of(FlowYard.QUEUES));
    }

    private void move(JobState from, JobState to, Reason why) {
        JobView view = yard.reader.find("q", "bad").orElseThrow();
        Written written = new Written(view.job(), new Ending(why, null));
        assertThat(yard.jobs.move("q", List.of(new Move("bad", from, to, written))))
                .containsExactly(true);
    }

    private String chain(OnDead policy) {
        Tree first = FlowYard.job("q", "bad").onDead(policy);
        return flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(first, FlowYard.job("left", "next")))));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void underFailItBlocksWhatFollows(Way way) {
        String id = chain(OnDead.FAIL);
        end(way);
        assertThat(flow.stateOf("left", "next")).isEqualTo(JobState.BLOCKED);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        flow.workflows.cancel(id);
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void underContinueWhatFollowsRuns(Way way) {
        String id = chain(OnDead.CONTINUE);
        end(way);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).endsWith("next");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED_WITH_ERRORS);
    }

    @Test
    void aBlockedMemberThatIsCancelledWaitsAgainWhenRetried() {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(FlowYard.job("left", "first"), FlowYard.job("q", "bad")))));
        move(JobState.BLOCKED, JobState.CANCELLED, Reason.BY_USER);
        flow.advance.sweep(List.of(FlowYard.QUEUES));
        flow.workflows.retry(id);
        assertThat(flow.stateOf("q", "bad")).isEqualTo(JobState.BLOCKED);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("first", "bad");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aBlockedMemberThatIsCancelledFailsWhenItsTurnComes() {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(FlowYard.job("left", "first"), FlowYard.job("q", "bad")))));
        move(JobState.BLOCKED, JobState.CANCELLED, Reason.BY_USER);
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        flow.workflows.retry(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("first", "bad");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aCompletedMemberStaysUntilItsWorkflowEnds() {
        Tree chain = Tree.chain(List.of(FlowYard.jobs("q", "bad", "b")));
        String id = flow.workflows.create(NewWorkflow.of(chain));
        flow.work("q", 1, FlowYard::named);
        flow.advance.sweep(List.of("q"));
        assertThat(yard.jobs.remove("q", JobState.COMPLETED, null, List.of("bad")))
                .isEmpty();
        assertThat(yard.jobs.remove("q", Removal.old(JobState.COMPLETED, null, 0), List.of("bad")))
                .isEmpty();
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(yard.jobs.remove("q", Removal.old(JobState.COMPLETED, null, 0), List.of("bad")))
                .containsExactly("bad");
    }

    @ParameterizedTest
    @CsvSource({"DEAD, DEAD", "CANCELLED, CANCELLED", "EXPIRED, CANCELLED"})
    void aMemberThatEndedBadlyIsNotTrimmed(Way way, JobState state) {
        chain(OnDead.FAIL);
        end(way);
        assertThat(yard.jobs.remove("q", Removal.old(state, null, 0), List.of("bad")))
                .isEmpty();
    }

    @Test
    void aBlockedMemberThatIsDeletedFailsWhenItsTurnComes() {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(FlowYard.job("left", "first"), FlowYard.job("q", "bad")))));
        assertThat(yard.jobs.remove("q", JobState.BLOCKED, null, List.of("bad")))
                .hasSize(1);
        flow.advance.sweep(List.of(FlowYard.QUEUES));
        assertThat(flow.state(id)).isEqualTo(WorkflowState.RUNNING);
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        flow.workflows.cancel(id);
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void pendingEqualsTheMembersThatAreNotFinal() {
        Random random = new Random(15);
        Tree group = Tree.group(List.of(FlowYard.jobs("left", "a", "bad1", "c", "bad2", "e", "f", "bad3", "h")));
        String id = flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(group, FlowYard.job("q", "last")))));
        for (int round = 0; round < 60; round++) {
            switch (random.nextInt(3)) {
                case 0 ->
                    flow.work(
                            "left",
                            1 + random.nextInt(3),
                            random.nextBoolean() ? FlowYard::unlessBad : FlowYard::named);
                case 1 -> flow.advance.sweep(List.of(FlowYard.QUEUES));
                default -> retryIfAny(id);
            }
            flow.advance.sweep(List.of(FlowYard.QUEUES));
            var numbers = flow.reader.head(id).orElseThrow().numbers();
            long open = List.of("a", "bad1", "c", "bad2", "e", "f", "bad3", "h").stream()
                    .filter(job -> !flow.stateOf("left", job).isFinal())
                    .count();
            long last = flow.stateOf("q", "last").isFinal() ? 0 : 1;
            assertThat(numbers.blocked() + numbers.live()).isEqualTo(open + last);
        }
        retryIfAny(id);
        flow.runAll(FlowYard::named);
        retryIfAny(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    private void retryIfAny(String id) {
        if (flow.reader.head(id).orElseThrow().numbers().bad() > 0) {
            flow.workflows.retry(id);
        }
    }
}
