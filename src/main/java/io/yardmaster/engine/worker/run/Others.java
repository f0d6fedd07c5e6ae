package io.yardmaster.engine.worker.run;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;

/** What the other workers can do, as they last told; never asks the store. */
public record Others(Nodes nodes, String me) {

    /** True when another live worker knows the job type. */
    public boolean know(String type) {
        return nodes.lastSeen().stream()
                .filter(node -> !node.id().equals(me) && "running".equals(node.state()))
                .map(NodeInfo::types)
                .anyMatch(types -> types.contains(type));
    }
}
