package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.OnDead;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.FsckStore.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A check finds what was damaged by hand in workflows, repairs it, and finds nothing where all is well. */
class WorkflowCheckTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private FlowYard flow;

    @BeforeEach
    void fresh() {
        flow = new FlowYard(yard);
    }

    private List<Finding> check(boolean repair) {
        return flow.check.check(List.of(FlowYard.QUEUES), repair, () -> {});
    }

    private static Tree jobs(OnDead policy, String... ids) {
        return Tree.group(Stream.of(ids)
                .map(id -> FlowYard.job("left", id).onDead(policy))
                .toList());
    }

    static Stream<NewWorkflow> kinds() {
        Tree chain = Tree.chain(List.of(FlowYard.jobs("q", "a", "bad", "c")));
        Tree group = jobs(OnDead.FAIL, "a", "bad", "c");
        return Stream.of(
                NewWorkflow.of(chain),
                NewWorkflow.of(group).on(Callback.COMPLETE, FlowYard.newJob("right", null)),
                NewWorkflow.of(Tree.chain(List.of(jobs(OnDead.CONTINUE, "a", "bad"), FlowYard.job("q", "sum")))),
                NewWorkflow.of(Tree.chain(List.of(jobs(OnDead.IGNORE, "a", "bad"), FlowYard.job("q", "sum")))),
                NewWorkflow.of(Tree.chain(
                        List.of(Tree.group(List.of(chain, Tree.group(List.of()))), FlowYard.job("q", "sum")))),
                NewWorkflow.of(Tree.group(List.of())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aHealthyRunHasNoFindings(NewWorkflow wanted) {
        String id = flow.workflows.create(wanted);
        assertThat(check(false)).isEmpty();
        if (wanted.top() instanceof Tree.Group && flow.state(id) == WorkflowState.RUNNING) {
            flow.workflows.add(id, List.of(FlowYard.newJob("right", "added")));
            assertThat(check(false)).isEmpty();
        }
        int count = 1;
        while (count > 0) {
            count = flow.work(FlowYard::unlessBad);
            assertThat(check(false)).as("before the news are taken in").isEmpty();
            flow.advance.turn();
            assertThat(check(false)).as("after that").isEmpty();
        }
        if (flow.reader.head(id).orElseThrow().numbers().bad() > 0) {
            flow.workflows.retry(id);
            assertThat(check(false)).isEmpty();
            flow.runAll(FlowYard::named);
        }
        assertThat(check(true)).isEmpty();
    }

    @Test
    void aCancelledWorkflowHasNoFindings() {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(jobs(OnDead.FAIL, "a", "b"), FlowYard.job("q", "c")))));
        flow.work("left", 1, FlowYard::named);
        flow.workflows.cancel(id);
        assertThat(check(false)).isEmpty();
    }

    private static NewWorkflow failed() {
        return NewWorkflow.of(Tree.chain(List.of(FlowYard.jobs("q", "bad", "next"))));
    }

    /** @param commands are done to a chain of "first" in left and "second" in q, of which the first waits */
    private static Arguments damage(String kind, String job, WorkflowState then, String... commands) {
        return Arguments.of(kind, job, then, commands);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "no_member",
                        "first",
                        WorkflowState.FAILED,
                        "HDEL ym:{left}:records first",
                        "ZREM ym:{left}:lane:0 first"),
                damage(
                        "no_member",
                        "second",
                        WorkflowState.RUNNING,
                        "HDEL ym:{q}:records second",
                        "ZREM ym:{q}:blocked second"),
                damage("no_link", "first", WorkflowState.COMPLETED, "HDEL ym:{left}:members first"),
                damage("no_link", "second", WorkflowState.COMPLETED, "HDEL ym:{q}:members second"),
                damage("undone", "", WorkflowState.COMPLETED, "ZADD ym:workflow:{ID}:todo 0 0_w_D_0"),
                damage("never_begun", "", WorkflowState.COMPLETED, "HSET ym:workflow:{ID}:jobs 77 x"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("damages")
    void damageIsFoundAndRepaired(String kind, String job, WorkflowState then, String... commands) {
        String id = flow.workflows.create(
                NewWorkflow.of(Tree.chain(List.of(FlowYard.job("left", "first"), FlowYard.job("q", "second")))));
        flow.advance.turn();
        for (String command : commands) {
            String[] words = command.replace("ID", id).split(" ");
            Object[] rest =
                    Stream.of(words).skip(1).map(word -> word.replace('_', ' ')).toArray();
            yard.ask(Command.create(words[0]), rest);
        }
        assertThat(check(false))
                .extracting(Finding::kind, Finding::id, Finding::action)
                .containsExactly(tuple(kind, job, ""));
        assertThat(check(true)).extracting(Finding::kind, Finding::action).containsExactly(tuple(kind, "repaired"));
        assertThat(check(false)).isEmpty();
        assertThat(flow.state(id)).isEqualTo(then == WorkflowState.COMPLETED ? WorkflowState.RUNNING : then);
        if (then == WorkflowState.COMPLETED) {
            flow.runAll(FlowYard::named);
            assertThat(flow.state(id)).isEqualTo(then);
        }
    }

    @Test
    void newsThatWereLostAreTold() {
        String id = flow.workflows.create(failed());
        flow.work(FlowYard::unlessBad);
        yard.ask(Command.DEL, "ym:{q}:outbox");
        assertThat(check(true)).extracting(Finding::kind, Finding::id).containsExactly(tuple("lost_news", "bad"));
        assertThat(flow.state(id)).isEqualTo(WorkflowState.FAILED);
        flow.workflows.retry(id);
        yard.ask(Command.HSET, "ym:workflow:{" + id + "}:states", "2", "d");
        assertThat(check(true)).extracting(Finding::kind, Finding::id).containsExactly(tuple("lost_news", "bad"));
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
    }

    @Test
    void membersAndNewsOfAWorkflowThatIsGoneAreLetGo() {
        String id = flow.workflows.create(failed());
        flow.work(FlowYard::unlessBad);
        yard.ask(Command.DEL, "ym:workflow:{" + id + "}:head");
        assertThat(check(false))
                .extracting(Finding::kind, Finding::key)
                .containsExactlyInAnyOrder(
                        tuple("no_workflow", "ym:{q}:members"),
                        tuple("no_workflow", "ym:{q}:members"),
                        tuple("no_workflow", "ym:{q}:outbox"),
                        tuple("no_workflow", "ym:workflow:{" + id + "}"));
        assertThat(check(true)).extracting(Finding::action).hasSize(4).containsOnly("repaired");
        assertThat(check(false)).isEmpty();
        assertThat(flow.leftOver(id)).isEmpty();
        assertThat(flow.stateOf("q", "next")).isEqualTo(JobState.CANCELLED);
        assertThat(flow.reader.newest(null, 0, 10)).isEmpty();
    }

    @Test
    void whatIsSoForAMomentOnlyIsNoFinding() {
        String id = flow.workflows.create(failed());
        yard.ask(Command.HDEL, "ym:{q}:members", "bad");
        List<Finding> found = flow.check.check(
                List.of(FlowYard.QUEUES), true, () -> yard.ask(Command.HSET, "ym:{q}:members", "bad", id + " 2"));
        assertThat(found).isEmpty();
    }

    @Test
    void aKeyOfAWrongTypeHidesNoOtherDamage() {
        String broken = flow.workflows.create(failed());
        flow.workflows.create(NewWorkflow.of(Tree.group(List.of(FlowYard.job("left", "a")))));
        yard.ask(Command.DEL, "ym:workflow:{" + broken + "}:plan");
        yard.ask(Command.SET, "ym:workflow:{" + broken + "}:plan", "x");
        yard.ask(Command.HDEL, "ym:{left}:members", "a");
        assertThat(check(false))
                .extracting(Finding::kind, Finding::id)
                .containsExactlyInAnyOrder(tuple("broke_off", ""), tuple("no_link", "a"));
    }
}
