package io.yardmaster.engine;

import jakarta.inject.Singleton;
import java.util.List;

/** The nodes of the cluster. */
@Singleton
public class Nodes {
    /** Every node seen in the last hour, running ones first, then by start. */
    public List<NodeInfo> all() {
        throw new UnsupportedOperationException();
    }
}
