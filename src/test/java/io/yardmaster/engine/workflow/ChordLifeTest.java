package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.JobView;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.StoreAwayException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chord whose members lie in two queues and its last job in a third, and a node that dies at every point of its life. */
class ChordLifeTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static NewWorkflow chord() {
        Tree group1 = FlowYard.job("left", "a");
        Tree group2 = FlowYard.job("right", "b");
        Tree group3 = FlowYard.job("left", "c");
        return NewWorkflow.of(Tree.chord(List.of(group1, group2, group3), FlowYard.job("q", "sum")))
                .on(Callback.COMPLETE, FlowYard.newJob("left", null))
                .on(Callback.SUCCESS, FlowYard.newJob("left", null));
    }

    @Test
    void theLastJobFindsTheResultsInOrder() {
        FlowYard flow = new FlowYard(yard);
        String id = flow.workflows.create(chord());
        assertThat(flow.state(id)).isEqualTo(WorkflowState.RUNNING);
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.ran).containsExactly("a", "c", "b", "sum", id + ":onComplete", id + ":onSuccess");
        JobView sum = yard.reader.find("q", "sum").orElseThrow();
        assertThat(flow.previous.result(sum.job())).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itEndsTheSameWhereverItsNodeDies(boolean byTurns) {
        FlowYard node = new FlowYard(yard);
        int last = 0;
        boolean died = true;
        while (died) {
            yard.beforeEach(null);
            died = lives(node, ++last, byTurns);
        }
        assertThat(last).as("calls of a whole life").isGreaterThan(byTurns ? 15 : 20);
    }

    @Test
    void aStepOfAChainCostsTwoRoundTrips() {
        FlowYard flow = new FlowYard(yard);
        flow.stillMs = Yard.AT;
        String id = flow.workflows.create(NewWorkflow.of(Tree.chain(List.of(FlowYard.jobs("q", "a", "b", "c", "d")))));
        flow.work(FlowYard::named);
        flow.advance.turn();
        int before = flow.calls();
        flow.work(FlowYard::named);
        flow.advance.turn();
        flow.work(FlowYard::named);
        flow.advance.turn();
        assertThat(flow.calls() - before).isEqualTo(4);
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactly("a", "b", "c", "d");
        assertThat(flow.leftOver(id)).isEmpty();
    }

    /** Returns false when the node had not to die. */
    private static boolean lives(FlowYard node, int last, boolean byTurns) {
        FlowYard first = node.another().diesAfter(last);
        List<String> ran = first.ran;
        String id = null;
        try {
            id = first.workflows.create(chord());
            if (byTurns) {
                first.runByTurns(FlowYard::named);
            } else {
                first.runAll(FlowYard::named);
            }
        } catch (StoreAwayException dead) {
            FlowYard second = node.another();
            second.laterMs = 70_000;
            second.ran.addAll(ran);
            second.advance.turn();
            String known = id == null
                    ? second.reader.newest(null, 0, 10).stream()
                            .map(one -> one.id())
                            .findFirst()
                            .orElse(null)
                    : id;
            id = known == null ? second.workflows.create(chord()) : known;
            second.runAll(FlowYard::named);
            ran = second.ran;
            assertThat(second.state(id)).as("died after %d", last).isEqualTo(WorkflowState.COMPLETED);
            assertThat(second.leftOver(id)).as("died after %d", last).isEmpty();
        }
        List<String> sorted = new ArrayList<>(ran);
        assertThat(sorted)
                .as("died after %d", last)
                .containsExactlyInAnyOrder("a", "b", "c", "sum", id + ":onComplete", id + ":onSuccess");
        assertThat(sorted.indexOf(id + ":onComplete")).isLessThan(sorted.indexOf(id + ":onSuccess"));
        JobView sum = yard.reader.find("q", "sum").orElseThrow();
        assertThat(node.another().previous.result(sum.job())).isEqualTo("[\"a\",\"b\",\"c\"]");
        return first.isDead();
    }
}
