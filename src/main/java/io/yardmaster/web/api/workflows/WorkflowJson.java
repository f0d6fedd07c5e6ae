package io.yardmaster.web.api.workflows;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.job.JobState;
import io.yardmaster.web.api.request.At;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workflow as the API writes it.
 *
 * @param counts members by state
 * @param nodes null in a list of workflows, and then left out
 */
record WorkflowJson(
        String id,
        String description,
        String state,
        At createdAt,
        At finishedAt,
        Map<String, Long> counts,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<NodeJson> nodes) {
    private static final List<JobState> COUNTED = List.of(
            JobState.BLOCKED,
            JobState.WAITING,
            JobState.ACTIVE,
            JobState.SCHEDULED,
            JobState.RETRYING,
            JobState.COMPLETED,
            JobState.DEAD,
            JobState.CANCELLED);

    /** A member; of a point between many and many, {@code jobId}, {@code queue} and {@code state} are null. */
    record NodeJson(String id, String jobId, String queue, String state, List<String> after) {
        static NodeJson of(WorkflowView.Node node) {
            WorkflowView.Place place = node.place();
            return new NodeJson(
                    node.id(),
                    place == null ? null : place.jobId(),
                    place == null ? null : place.queue(),
                    node.state() == null ? null : node.state().word(),
                    node.after());
        }
    }

    static WorkflowJson of(WorkflowView view) {
        Map<String, Long> counts = new LinkedHashMap<>();
        COUNTED.forEach(state -> counts.put(state.word(), view.counts().get(state)));
        return new WorkflowJson(
                view.id(),
                view.head().description(),
                view.state().word(),
                At.of(view.head().times().createdAt()),
                At.of(view.head().times().finishedAt()),
                counts,
                view.nodes() == null
                        ? null
                        : view.nodes().stream().map(NodeJson::of).toList());
    }
}
