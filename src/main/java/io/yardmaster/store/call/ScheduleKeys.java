package io.yardmaster.store.call;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The keys of schedules. All carry one hash tag, so that they share a slot of a Redis Cluster. */
public final class ScheduleKeys {
    public final byte[] definitions = key("definitions");
    public final byte[] versions = key("versions");
    /** Up to which time the ticks of each are decided. */
    public final byte[] marks = key("marks");

    /** The newest run of each, as its entry in the history. */
    public final byte[] newest = key("newest");
    /** The same of the newest that became a job. */
    public final byte[] newestJobs = key("newest-jobs");
    /** Rises with every change of any schedule. */
    public final byte[] version = key("version");

    private final byte[] due = key("due");
    /** When each tick was claimed whose job is not enqueued yet. */
    private final byte[] claimed = key("claimed");

    private final byte[] claims = key("claims");

    public byte[] runs(String name) {
        return key("runs:" + name);
    }

    public List<byte[]> put() {
        return List.of(definitions, versions, marks, due, version);
    }

    public List<byte[]> drop(String name) {
        return List.of(definitions, versions, marks, due, version, newest, newestJobs, runs(name));
    }

    public List<byte[]> look() {
        return List.of(definitions, versions, marks, due, claimed, claims);
    }

    public List<byte[]> fire(String name) {
        return List.of(versions, marks, due, claimed, claims, runs(name), newest, newestJobs);
    }

    public List<byte[]> done(String name) {
        return List.of(claimed, claims, runs(name), newest);
    }

    private static byte[] key(String kind) {
        return ("ym:cluster:{schedules}:" + kind).getBytes(StandardCharsets.UTF_8);
    }
}
