package io.yardmaster.engine.workflow;

import io.yardmaster.job.JobState;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.workflow.WorkflowReader.Head;
import java.util.List;
import java.util.Map;

/**
 * What is known of a workflow at one moment.
 *
 * @param head what is kept of it without its parts
 * @param counts members by state; every state has an entry
 * @param nodes its members, by number; null in a list of workflows
 */
public record WorkflowView(Head head, Map<JobState, Long> counts, List<Node> nodes) {

    /**
     * A member, or a point where many wait for many.
     *
     * @param id the number of its part
     * @param place where its job is; null for a point that stands for no job
     * @param state of its job; one that was deleted is dead; null for a point
     * @param after the nodes that it waits for
     * @param shape the same for members that stand at the same place of the tree, in whatever branch of a group
     */
    public record Node(String id, Place place, JobState state, List<String> after, String shape) {}

    /** @param type of its job */
    public record Place(String queue, String jobId, String type) {}

    public String id() {
        return head.id();
    }

    public WorkflowState state() {
        return head.state();
    }

    /** How many members there are. */
    public long total() {
        return counts.values().stream().mapToLong(count -> count).sum();
    }

    /** How many have ended, well or not. */
    public long ended() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
