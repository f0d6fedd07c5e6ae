package io.yardmaster.store.workflow;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The keys of one workflow, which share a slot of a Redis Cluster; and those of the list of all, which share another. */
final class WorkflowKeys {
    /** Sorted set of all workflows by when they were made. */
    static final byte[] ALL = cluster("all");
    /** Sorted set of those whose next step may have been left undone, by since when. */
    static final byte[] DUTY = cluster("duty");
    /** Sorted set of those that are over, by when to forget them. */
    static final byte[] OVER = cluster("over");

    private final String id;

    WorkflowKeys(String id) {
        this.id = id;
    }

    /** Hash: state, times, description, number of parts, callbacks and which of them came. */
    byte[] head() {
        return key("head");
    }

    /** Hash by part: its shape. */
    byte[] plan() {
        return key("plan");
    }

    /** Hash by part: queue, id and type of its job. */
    byte[] steps() {
        return key("steps");
    }

    /** Hash by part: the record of its job, until that is made. */
    byte[] jobs() {
        return key("jobs");
    }

    /** Hash by part: o started, c completed, d dead, x cancelled, g gone; a capital where it ended before it started. */
    byte[] states() {
        return key("states");
    }

    /** Set of the parts whose jobs are blocked. */
    byte[] blocked() {
        return key("blocked");
    }

    /** Set of the parts whose jobs were released and have not ended. */
    byte[] live() {
        return key("live");
    }

    /** Set of the parts whose jobs ended otherwise than well. */
    byte[] bad() {
        return key("bad");
    }

    /** Sorted set of what is to be done. */
    byte[] todo() {
        return key("todo");
    }

    /** Every key there is of it, as {@code workflow_apply.lua} takes them. */
    List<byte[]> all() {
        return List.of(
                head(),
                plan(),
                states(),
                key("pending"),
                key("stuck"),
                blocked(),
                live(),
                key("fresh"),
                bad(),
                key("marks"),
                todo(),
                jobs(),
                steps());
    }

    private byte[] key(String word) {
        return ("ym:workflow:{" + id + "}:" + word).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] cluster(String word) {
        return ("ym:cluster:{workflows}:" + word).getBytes(StandardCharsets.UTF_8);
    }
}
