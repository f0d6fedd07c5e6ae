package io.yardmaster.web.console.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.engine.workflow.WorkflowView.Node;
import io.yardmaster.engine.workflow.WorkflowView.Place;
import io.yardmaster.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How workflows of two to ten thousand members are drawn. */
class GraphTest {
    private static Node node(String id, String type, JobState state, String shape, List<String> after) {
        return new Node(id, new Place("q", "job-" + id, type), state, after, shape);
    }

    private static Graph graph(List<Node> nodes) {
        return Graph.of(new WorkflowView(null, Map.of(), nodes));
    }

    @Test
    void aChainIsDrawnFromTopToBottom() {
        Graph graph = graph(List.of(
                node("2", "a", JobState.COMPLETED, "0.", List.of()),
                node("3", "b", JobState.ACTIVE, "1.", List.of("2"))));
        assertThat(graph.boxes()).extracting(Graph.Box::title).containsExactly("a", "b");
        assertThat(graph.boxes().get(1).y()).isGreaterThan(graph.boxes().get(0).y());
        assertThat(graph.boxes().get(0).href()).isEqualTo("/jobs/job-2?queue=q");
        assertThat(graph.lines()).hasSize(1);
    }

    @Test
    void tenThousandEqualMembersShareABoxThatIsAsBadAsTheWorst() {
        List<Node> nodes = new ArrayList<>();
        List<String> ids = IntStream.range(0, 10_000).mapToObj(String::valueOf).toList();
        ids.forEach(id ->
                nodes.add(node(id, "row", id.equals("7") ? JobState.DEAD : JobState.COMPLETED, "*.0.", List.of())));
        nodes.add(node("last", "sum", JobState.BLOCKED, "1.", ids));
        Graph graph = graph(nodes);
        assertThat(graph.boxes()).extracting(Graph.Box::title).containsExactly("10,000 × row", "sum");
        Graph.Box rows = graph.boxes().getFirst();
        assertThat(rows.state()).isEqualTo(JobState.DEAD);
        assertThat(rows.words()).isEqualTo("10,000 row: 1 dead, 9,999 completed");
        assertThat(rows.bars()).hasSize(2);
        assertThat(graph.lines()).hasSize(1);
    }

    @Test
    void manyKindsAtOneHeightAreShortened() {
        List<Node> nodes = IntStream.range(0, 500)
                .mapToObj(i -> node(String.valueOf(i), "type" + i, JobState.WAITING, "*.", List.of()))
                .toList();
        Graph graph = graph(nodes);
        assertThat(graph.boxes()).hasSize(8);
        assertThat(graph.boxes().getLast().title()).isEqualTo("493 × and others");
        assertThat(graph.boxes()).allSatisfy(box -> assertThat(box.x()).isBetween(0, Graph.WIDTH - 164));
    }

    @Test
    void aPointBetweenManyAndManyIsNotDrawn() {
        Graph graph = graph(List.of(
                node("1", "a", JobState.COMPLETED, "*.0.", List.of()),
                node("2", "b", JobState.BLOCKED, "*.1.", List.of("j9")),
                new Node("j9", null, null, List.of("1"), "")));
        assertThat(graph.boxes()).hasSize(2);
        assertThat(graph.lines()).hasSize(1);
    }
}
