package io.yardmaster.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.StoreAwayException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A chord of 10,000 members, and many deaths of nodes at random moments. */
class LargeChordTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final Logger LOG = Logger.getLogger(LargeChordTest.class);

    private static NewWorkflow chord(int members) {
        List<Tree> group = IntStream.range(0, members)
                .mapToObj(i -> FlowYard.job(i % 2 == 0 ? "left" : "right", "m" + i))
                .toList();
        return NewWorkflow.of(Tree.chord(group, FlowYard.job("q", "sum")))
                .on(Callback.SUCCESS, FlowYard.newJob("q", null));
    }

    @Test
    void tenThousandMembersRunOnceAndTheirResultsAreInOrder() {
        FlowYard flow = new FlowYard(yard);
        String id = flow.workflows.create(chord(10_000));
        long begun = System.nanoTime();
        flow.runAll(FlowYard::named);
        LOG.infof("a chord of 10,000 took %d ms", (System.nanoTime() - begun) / 1_000_000);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.ran).hasSize(10_002).doesNotHaveDuplicates();
        String results =
                flow.previous.result(yard.reader.find("q", "sum").orElseThrow().job());
        assertThat(results).startsWith("[\"m0\",\"m1\",\"m2\",").endsWith(",\"m9998\",\"m9999\"]");
        assertThat(flow.leftOver(id)).isEmpty();
    }

    @Test
    void threeHundredDeathsAtRandomMomentsLeaveNothingBehind() {
        Random random = new Random(300);
        FlowYard flow = new FlowYard(yard);
        String id = flow.workflows.create(chord(900));
        int deaths = 0;
        while (deaths < 300 && flow.state(id) == WorkflowState.RUNNING) {
            FlowYard node = flow.another().diesAfter(1 + random.nextInt(12));
            deaths++;
            try {
                node.work("left", 2, FlowYard::named);
                node.work("right", 2, FlowYard::named);
                node.work("q", 2, FlowYard::named);
                node.advance.sweep(List.of(FlowYard.QUEUES));
            } catch (StoreAwayException dead) {
                assertThat(node.isDead()).isTrue();
            }
            flow.ran.addAll(node.ran);
        }
        flow.runAll(FlowYard::named);
        assertThat(flow.state(id)).isEqualTo(WorkflowState.COMPLETED);
        assertThat(flow.ran).hasSize(902).doesNotHaveDuplicates();
        assertThat(flow.leftOver(id)).isEmpty();
        assertThat(deaths).isGreaterThan(200);
    }

    @Test
    void aListOfMoreThanAMegabyteIsRefused() {
        FlowYard flow = new FlowYard(yard);
        flow.workflows.create(chord(30));
        String large = "\"" + "x".repeat(60_000) + "\"";
        flow.runAll(id -> new Outcome.Succeeded(large));
        var sum = yard.reader.find("q", "sum").orElseThrow().job();
        assertThatThrownBy(() -> flow.previous.result(sum))
                .isInstanceOf(Previous.ListTooLargeException.class)
                .hasMessageContaining("at most 1048576");
    }
}
