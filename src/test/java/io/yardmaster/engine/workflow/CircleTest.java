package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.queues.QueueFullException;
import io.yardmaster.job.JobState;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow that a hand in the store made endless, or that cannot go on, ends no loop and holds no other back. */
class CircleTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private FlowYard flow;
    private String id;

    /** A chain, 1, of the chain 2 of "a", 4, and the job "b", 3. */
    @BeforeEach
    void chain() {
        flow = new FlowYard(yard);
        Tree inner = Tree.chain(List.of(FlowYard.job("left", "a")));
        id = flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(inner, FlowYard.job("q", "b")))));
    }

    private void plan(int part, String shape) {
        yard.ask(Command.HSET, "ym:workflow:{" + id + "}:plan", part, shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c 1 f 3 2 1", "c 1 f 3 1 2", "g 1 f 3 1 3", "c 2 f 3 4 0", "g 2 f 3 4 0"})
    void aPartThatIsItsOwnChildIsReadToAnEnd(String shape) {
        plan(2, shape);
        assertThat(flow.views.one(id).nodes()).hasSize(2);
        assertThat(flow.previous.result(yard.reader.find("q", "b").orElseThrow().job()))
                .isNotNull();
        assertThat(flow.previous.failures(
                        yard.reader.find("q", "b").orElseThrow().job()))
                .isEmpty();
    }

    @Test
    void aWorkflowWithoutAnEndHoldsNoOtherBack() {
        plan(1, "c 0 f 0 1 2");
        yard.ask(Command.ZADD, "ym:workflow:{" + id + "}:todo", 0, "0 w S 1");
        assertThatThrownBy(() -> flow.advance.drive(id, "", List.of())).hasMessageContaining("there is no end");
        String other = flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "z")))));
        flow.work("left", 2, FlowYard::named);
        flow.advance.turn();
        assertThat(flow.state(other)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aWorkflowWithABrokenKeyIsLeftOutOfTheList() {
        String other = flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "z")))));
        yard.ask(Command.DEL, "ym:workflow:{" + id + "}:head");
        yard.ask(Command.SET, "ym:workflow:{" + id + "}:head", "x");
        assertThat(flow.reader.heads(List.of(id, other)))
                .singleElement()
                .extracting(head -> head.id())
                .isEqualTo(other);
    }

    @Test
    void aWorkflowWithABrokenKeyHoldsNoOtherBack() {
        String other = flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "z")))));
        yard.ask(Command.DEL, "ym:workflow:{" + id + "}:bad");
        yard.ask(Command.SET, "ym:workflow:{" + id + "}:bad", "x");
        flow.work("left", 2, FlowYard::named);
        flow.advance.sweep(List.of("left"));
        assertThat(flow.state(other)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void aCallbackWithoutRoomHoldsNoOtherWorkflowBack() {
        yard.ask(Command.HSET, "ym:{q}:meta", "full", "1");
        NewWorkflow empty = NewWorkflow.of(Tree.group(List.of())).on(Callback.SUCCESS, FlowYard.newJob("q", null));
        assertThatThrownBy(() -> flow.workflows.create(empty)).isInstanceOf(QueueFullException.class);
        FlowYard dead = flow.another().diesAfter(4);
        assertThatThrownBy(() -> dead.workflows.create(NewWorkflow.of(FlowYard.job("left", "z"))))
                .isNotNull();
        flow.laterMs = 10_000;
        flow.advance.turn();
        assertThat(flow.stateOf("left", "z")).isEqualTo(JobState.WAITING);
        yard.ask(Command.HSET, "ym:{q}:meta", "full", "0");
        flow.advance.turn();
        flow.laterMs = 20_000;
        flow.advance.turn();
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).filteredOn(ran -> ran.endsWith(":onSuccess")).hasSize(1);
    }
}
