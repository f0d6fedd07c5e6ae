package io.yardmaster.engine.workflow;

import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowReader.Head;
import io.yardmaster.store.workflow.WorkflowReader.Node;
import io.yardmaster.store.workflow.WorkflowStore;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How long workflows and their members are kept: members until their workflow is over, a workflow that is over for 24 h,
 * and for 7 days where some of its members did not end well.
 */
@Singleton
public class Memory {
    private static final long KEPT_MS = 24L * 3_600_000;
    private static final long KEPT_WITH_ERRORS_MS = 7 * KEPT_MS;
    private static final int SLICE = 1_000;

    private final WorkflowStore store;
    private final WorkflowReader reader;
    private final MemberStore members;

    Memory(WorkflowStore store, WorkflowReader reader, MemberStore members) {
        this.store = store;
        this.reader = reader;
        this.members = members;
    }

    /** It is over: what succeeded may be trimmed; what did not stays known, since it may be retried. */
    void letGo(String id) {
        Head head = reader.head(id).orElse(null);
        if (head == null || !head.state().isOver()) {
            return;
        }
        boolean errors = head.state() == WorkflowState.COMPLETED_WITH_ERRORS;
        letGo(id, head.parts(), node -> !errors || "c".equals(node.state()));
        Long finished = head.times().finishedAt();
        long at = finished == null ? head.times().createdAt() : finished;
        store.over(id, at + (errors ? KEPT_WITH_ERRORS_MS : KEPT_MS));
    }

    private void letGo(String id, int parts, Predicate<Node> which) {
        for (int from = 1; from <= parts; from += SLICE) {
            byQueue(reader.nodes(id, from, Math.min(parts, from + SLICE - 1)), which)
                    .forEach(members::letGo);
        }
    }

    /** Forgets workflows whose time is over. @param now epoch milliseconds */
    void forgetOld(long now) {
        for (String id : store.forgettable(now)) {
            Head head = reader.head(id).orElse(null);
            if (head == null || head.state().isOver()) {
                letGo(id, head == null ? 0 : head.parts(), node -> true);
                store.forget(id);
            } else {
                store.notOver(id);
            }
        }
    }

    /** The ids of the jobs of some parts, by queue. */
    static Map<String, List<String>> byQueue(List<Node> nodes, Predicate<Node> which) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        nodes.stream()
                .filter(node -> node.step() != null)
                .filter(which)
                .forEach(node -> all.computeIfAbsent(node.step().queue(), first -> new ArrayList<>())
                        .add(node.step().jobId()));
        return all;
    }
}
