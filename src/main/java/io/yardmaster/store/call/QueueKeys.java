package io.yardmaster.store.call;

import io.yardmaster.job.JobState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The keys of one queue. All carry its name as hash tag, so that they share a slot of a Redis Cluster. */
public final class QueueKeys {
    private static final String META = ":meta";

    final String queue;
    public final byte[] meta;
    public final byte[] records;
    public final byte[] active;
    public final byte[] leases;
    /** Waiting jobs without a group or limit of their own. */
    public final byte[] lane;
    /** Waiting jobs that lost two workers: claimed alone. */
    public final byte[] suspects;

    public final byte[] scheduled;
    public final byte[] retrying;
    final byte[] blocked;
    public final byte[] completed;
    public final byte[] dead;
    public final byte[] cancelled;
    /** Hold under which each completed job ran. */
    public final byte[] ends;

    public final byte[] results;
    public final byte[] history;
    /** The last entry of each history, in full and shortened. */
    public final byte[] errors;

    public final byte[] progress;
    public final byte[] log;
    /** Epoch of each active run that was asked to stop. */
    public final byte[] cancels;
    /** Hash of the request of each job with a client-made id. */
    public final byte[] named;
    /** When to forget a client-made id whose job is gone. */
    public final byte[] forget;

    public QueueKeys(String queue) {
        this.queue = queue;
        meta = key(META);
        records = key(":records");
        active = key(":active");
        leases = key(":leases");
        lane = key(":lane:0");
        suspects = key(":lane:suspects");
        scheduled = key(":scheduled");
        retrying = key(":retrying");
        blocked = key(":blocked");
        completed = key(":completed");
        dead = key(":dead");
        cancelled = key(":cancelled");
        ends = key(":ends");
        results = key(":results");
        history = key(":history");
        errors = key(":errors");
        progress = key(":progress");
        log = key(":log");
        cancels = key(":cancels");
        named = key(":named");
        forget = key(":forget");
    }

    /** The sorted set of a state; of waiting, lane 0. Active has none. */
    public byte[] set(JobState state) {
        return switch (state) {
            case SCHEDULED -> scheduled;
            case WAITING -> lane;
            case RETRYING -> retrying;
            case BLOCKED -> blocked;
            case COMPLETED -> completed;
            case DEAD -> dead;
            case CANCELLED -> cancelled;
            case ACTIVE -> throw new IllegalArgumentException("active jobs are in a hash");
        };
    }

    /** These keys, then the sorted sets of all states in the order that scripts know, then those. */
    public List<byte[]> withStates(List<byte[]> before, List<byte[]> after) {
        List<byte[]> keys = new ArrayList<>(before);
        keys.addAll(List.of(lane, suspects, scheduled, retrying, blocked, completed, dead, cancelled));
        keys.addAll(after);
        return keys;
    }

    /** What is kept of some jobs beside their record. */
    public List<byte[]> sides() {
        return List.of(ends, results, history, errors, progress, log, cancels);
    }

    /** The queue whose meta key this is; null when it is none. */
    public static String queueOf(String metaKey) {
        boolean fits = metaKey.startsWith("ym:{") && metaKey.endsWith("}" + META);
        return fits ? metaKey.substring(4, metaKey.length() - META.length() - 1) : null;
    }

    private byte[] key(String kind) {
        return ("ym:{" + queue + "}" + kind).getBytes(StandardCharsets.UTF_8);
    }
}
