package io.yardmaster.engine.worker;

import io.yardmaster.engine.NodeInfo;
import io.yardmaster.engine.Nodes;

/** What the other workers can do, as they last told; never asks the store. */
record Others(Nodes nodes, String me) {

    /** True when another live worker knows the job type. */
    boolean know(String type) {
        return nodes.lastSeen().stream()
                .filter(node -> !node.id().equals(me) && "running".equals(node.state()))
                .map(NodeInfo::types)
                .anyMatch(types -> types.contains(type));
    }
}
