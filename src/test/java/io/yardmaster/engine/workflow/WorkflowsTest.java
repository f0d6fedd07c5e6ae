package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.OnDead;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chains, groups, chords and batches over a real Redis. */
class WorkflowsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private FlowYard flow;

    @BeforeEach
    void fresh() {
        flow = new FlowYard(yard);
    }

    private String chain(String... ids) {
        return flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(FlowYard.jobs("q", ids)))));
    }

    private static NewWorkflow batch(Tree... parts) {
        return NewWorkflow.of(Tree.group(List.of(parts)))
                .on(Callback.COMPLETE, FlowYard.newJob("q", null))
                .on(Callback.SUCCESS, FlowYard.newJob("q", null))
                .on(Callback.DEATH, FlowYard.newJob("q", null));
    }

    private String previous(String queue, String id) {
        return flow.previous.result(yard.reader.find(queue, id).orElseThrow().job());
    }

    @Test
    void aStepWaitsForTheOneBeforeAndReadsIt() {
        String id = chain("a", "b", "c");
        assertThat(flow.stateOf("q", "b")).isEqualTo(JobState.BLOCKED);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("a", "b", "c");
        assertThat(previous("q", "a")).isNull();
        assertThat(previous("q", "c")).isEqualTo("\"b\"");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void aDeadStepBlocksAndItsRetryAnHourLaterResumes() {
        String id = chain("a", "bad", "c");
        flow.runAll(FlowYard::unlessBad);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        assertThat(flow.stateOf("q", "c")).isEqualTo(JobState.BLOCKED);
        flow.laterMs = 3_600_000;
        flow.workflows.retry(id);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.RUNNING);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("a", "bad", "bad", "c");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void underContinueTheChordRunsAndReadsTheErrors() {
        Tree bad = FlowYard.job("left", "bad").onDead(OnDead.CONTINUE);
        Tree silent = FlowYard.job("left", "bad2").onDead(OnDead.IGNORE);
        Tree last = FlowYard.job("q", "sum");
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chord(List.of(bad, silent, FlowYard.job("right", "b")), last)));
        flow.runAll(FlowYard::unlessBad);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED_WITH_ERRORS);
        assertThat(previous("q", "sum")).isEqualTo("[null,null,\"b\"]");
        assertThat(flow.previous.failures(
                        yard.reader.find("q", "sum").orElseThrow().job()))
                .containsExactly(new Previous.Failure("bad", "left", "Bad", "bad is bad"));
    }

    @Test
    void underFailTheChordWaitsForTheRetry() {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chord(List.of(FlowYard.jobs("left", "bad", "b")), FlowYard.job("q", "sum"))));
        flow.runAll(FlowYard::unlessBad);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        flow.workflows.retry(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(previous("q", "sum")).isEqualTo("[\"bad\",\"b\"]");
    }

    @Test
    void anInnerChainThatFailsUnderContinueIsGivenUp() {
        Tree inner = Tree.chain(List.of(FlowYard.jobs("q", "bad", "rest"))).onDead(OnDead.CONTINUE);
        String id = flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(inner, FlowYard.job("q", "after")))));
        flow.runAll(FlowYard::unlessBad);
        assertThat(flow.ran).containsExactly("bad", "after");
        assertThat(yard.reader
                        .find("q", "rest")
                        .orElseThrow()
                        .standing()
                        .ending()
                        .reason())
                .isEqualTo(Reason.WORKFLOW);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED_WITH_ERRORS);
        flow.workflows.retry(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("bad", "after", "bad", "rest");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void emptyAndOneElementGroupsWork() {
        Tree chord = Tree.chord(List.of(), FlowYard.job("q", "sum"));
        Tree one = Tree.chord(List.of(FlowYard.job("left", "a")), FlowYard.job("q", "of-one"));
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(Tree.group(List.of()), chord, Tree.chain(List.of()), one))));
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("sum", "a", "of-one");
        assertThat(previous("q", "sum")).isEqualTo("[]");
        assertThat(previous("q", "of-one")).isEqualTo("[\"a\"]");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void anEmptyBatchFiresItsCallbacks() {
        String id = flow.workflows.create(batch());
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly(id + ":onComplete", id + ":onSuccess");
        assertThatThrownBy(() -> flow.workflows.add(id, List.of(FlowYard.newJob("q", "late"))))
                .isInstanceOf(WorkflowException.class)
                .hasMessageContaining("completed");
    }

    @Test
    void nestingWorksToDepthTen() {
        Tree tree = FlowYard.job("q", "deep");
        for (int depth = 0; depth < Tree.DEEPEST; depth++) {
            Tree beside = FlowYard.job("left", "n" + depth);
            tree = depth % 2 == 0 ? Tree.chain(List.of(beside, tree)) : Tree.group(List.of(tree, beside));
        }
        String id = flow.workflows.create(NewWorkflow.of(tree));
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).hasSize(11).doesNotHaveDuplicates();
        assertThat(flow.ran.indexOf("deep")).isGreaterThan(flow.ran.indexOf("n0"));
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void callbacksComeOnceAndInOrder() {
        String id = flow.workflows.create(batch(FlowYard.jobs("left", "bad", "bad2", "a")));
        flow.runAll(FlowYard::unlessBad);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED_WITH_ERRORS);
        assertThat(flow.ran).containsExactly("bad", "bad2", "a", id + ":onDeath", id + ":onComplete");
        flow.workflows.retry(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran.subList(5, 8)).containsExactly("bad", "bad2", id + ":onSuccess");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void jobsAreAddedWhileTheLastOneFinishes() {
        String id = flow.workflows.create(batch(FlowYard.job("left", "a")));
        flow.work("left", 1, FlowYard::named);
        List<String> ids = flow.workflows
                .add(id, List.of(FlowYard.newJob("right", "b"), FlowYard.newJob("q", null)))
                .ids();
        assertThat(ids).hasSize(2).startsWith("b");
        assertThat(flow.workflows
                        .add(id, List.of(FlowYard.newJob("right", "b")))
                        .accepted())
                .isZero();
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.ran).hasSize(5).doesNotHaveDuplicates().endsWith(id + ":onComplete", id + ":onSuccess");
        assertThatThrownBy(() -> flow.workflows.add(id, List.of(NewJob.of("x"))))
                .hasMessageContaining("completed");
        assertThatThrownBy(() -> flow.workflows.add(chain("c"), List.of(NewJob.of("x"))))
                .hasMessageContaining("no group");
        assertThatThrownBy(() -> flow.workflows.add("none", List.of(NewJob.of("x"))))
                .hasMessageContaining("there is no workflow none");
    }

    @Test
    void twoBatchesShareAQueue() {
        String one = flow.workflows.create(batch(many("one", 120)));
        String two = flow.workflows.create(batch(many("two", 120)));
        while (flow.work("left", 50, FlowYard::named) > 0) {
            flow.advance.sweep(List.of(FlowYard.QUEUES));
        }
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).hasSize(244).doesNotHaveDuplicates();
        assertThat(List.of(flow.state(one), flow.state(two))).containsOnly(WorkflowState.COMPLETED);
    }

    private static Tree[] many(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FlowYard.job("left", name + i))
                .toArray(Tree[]::new);
    }

    @Test
    void cancelHalfWayEndsWhatGoesOn() {
        Tree group = Tree.group(List.of(many("m", 30)));
        String id = flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(group, FlowYard.job("q", "last")))));
        flow.work("left", 10, FlowYard::named);
        flow.workflows.cancel(id);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.CANCELLED);
        assertThat(flow.stateOf("left", "m5")).isEqualTo(JobState.COMPLETED);
        assertThat(flow.stateOf("left", "m20")).isEqualTo(JobState.CANCELLED);
        assertThat(flow.stateOf("q", "last")).isEqualTo(JobState.CANCELLED);
        flow.workflows.cancel(id);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).hasSize(10);
        assertThat(flow.leftOver(id)).isEmpty();
        assertThatThrownBy(() -> flow.workflows.retry(id)).hasMessageContaining("cancelled");
    }

    @Test
    void anIdThatIsTakenIsAConflict() {
        yard.enqueue("a");
        assertThatThrownBy(() -> chain("a", "b")).hasMessageContaining("job a is in queue q already");
    }
}
