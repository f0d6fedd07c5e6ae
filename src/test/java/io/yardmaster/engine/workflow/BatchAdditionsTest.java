package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.StoreAwayException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that are added to a batch: how many there may be, and calls that are repeated. */
class BatchAdditionsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final List<NewJob> ADDED = List.of(FlowYard.newJob("left", "b"), FlowYard.newJob("right", "c"));

    private FlowYard flow;

    @BeforeEach
    void fresh() {
        flow = new FlowYard(yard);
    }

    private String batch(int members) {
        List<Tree> parts = IntStream.range(0, members)
                .mapToObj(i -> FlowYard.job("q", "a" + i))
                .toList();
        return flow.workflows.create(NewWorkflow.of(Tree.group(parts)));
    }

    private static List<NewJob> unnamed(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FlowYard.newJob("left", null))
                .toList();
    }

    /** The batch of one member and both additions ends well, and every job ran once. */
    private void endsWell(String id, FlowYard... others) {
        flow.runAll(FlowYard::named);
        for (FlowYard other : others) {
            flow.ran.addAll(other.ran);
        }
        assertThat(flow.ran).containsExactlyInAnyOrder("a0", "b", "c");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.leftOver(id)).isEmpty();
        flow.ran.clear();
    }

    @Test
    void aGroupHasAtMostTenThousandMembers() {
        String id = batch(9_995);
        assertThatThrownBy(() -> flow.workflows.add(id, unnamed(6)))
                .isInstanceOf(WorkflowException.class)
                .hasMessage("the group at the top of workflow " + id
                        + " has 9995 members and can have 10000: 6 cannot be added");
        flow.workflows.add(id, unnamed(2));
        flow.workflows.add(id, unnamed(3));
        assertThatThrownBy(() -> flow.workflows.add(id, unnamed(1))).hasMessageContaining("has 10000 members");
        assertThat(flow.reader.head(id).orElseThrow().numbers().live()).isEqualTo(10_000);
    }

    @Test
    void aWorkflowHasAtMostFiftyThousandJobs() {
        String id = batch(1);
        yard.ask(Command.HSET, "ym:workflow:{" + id + "}:head", "jobs", 49_999);
        assertThatThrownBy(() -> flow.workflows.add(id, unnamed(2)))
                .hasMessage("workflow " + id + " has 49999 jobs and can have 50000: 2 cannot be added");
        flow.workflows.add(id, unnamed(1));
    }

    @Test
    void aRepeatedCallAddsNothing() {
        String id = batch(1);
        assertThat(flow.workflows.add(id, ADDED)).isEqualTo(new Workflows.Joined(2, List.of("b", "c")));
        assertThat(flow.workflows.add(id, ADDED)).isEqualTo(new Workflows.Joined(0, List.of("b", "c")));
        endsWell(id);
        assertThat(flow.workflows.add(id, ADDED)).isEqualTo(new Workflows.Joined(0, List.of("b", "c")));
        assertThatThrownBy(() -> flow.workflows.add(id, List.of())).hasMessageContaining("is completed");
    }

    @Test
    void anIdThatStandsTwiceInACallIsAddedOnce() {
        String id = batch(1);
        NewJob elsewhere = FlowYard.newJob("right", "b");
        List<NewJob> twice = List.of(ADDED.getFirst(), FlowYard.newJob("left", "b"), elsewhere);
        assertThat(flow.workflows.add(id, twice)).isEqualTo(new Workflows.Joined(2, List.of("b", "b", "b")));
        flow.runAll(FlowYard::named);
        assertThat(flow.ran).containsExactlyInAnyOrder("a0", "b", "b");
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void theSameCallAtTheSameTimeAddsOnce() {
        int call = 0;
        int calls;
        do {
            yard.beforeEach(null);
            fresh();
            String id = batch(1);
            FlowYard slow = flow.another();
            FlowYard quick = flow.another();
            slow.meddled(++call, () -> quick.workflows.add(id, ADDED));
            slow.workflows.add(id, ADDED);
            calls = slow.calls();
            endsWell(id, slow, quick);
        } while (call < calls);
        assertThat(calls).isGreaterThan(6);
    }

    @Test
    void whatWasStoredAMinuteAgoIsNotBegun() {
        String id = batch(1);
        FlowYard slow = flow.another();
        slow.meddled(4, () -> {
            flow.laterMs = 70_000;
            flow.advance.turn();
        });
        assertThatThrownBy(() -> slow.workflows.add(id, ADDED)).hasMessageContaining("repeat the call");
        assertThat(flow.workflows.add(id, ADDED).accepted()).isEqualTo(2);
        endsWell(id);
    }

    @Test
    void aCallThatIsRepeatedAfterADeathAddsOnce() {
        int last = 0;
        boolean died = true;
        while (died) {
            yard.beforeEach(null);
            fresh();
            String id = batch(1);
            FlowYard first = flow.another().diesAfter(++last);
            try {
                first.workflows.add(id, ADDED);
            } catch (StoreAwayException dead) {
                assertThat(first.isDead()).isTrue();
            }
            died = first.isDead();
            flow.workflows.add(id, ADDED);
            flow.laterMs = 70_000;
            flow.advance.turn();
            endsWell(id, first);
        }
        assertThat(last).isGreaterThan(6);
    }
}
