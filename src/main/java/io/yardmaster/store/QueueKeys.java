package io.yardmaster.store;

import io.yardmaster.job.JobState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The keys of one queue. All carry its name as hash tag, so that they share a slot of a Redis Cluster. */
final class QueueKeys {
    private static final String META = ":meta";

    final String queue;
    final byte[] meta;
    final byte[] records;
    final byte[] active;
    final byte[] leases;
    /** Waiting jobs without a group or limit of their own. */
    final byte[] lane;
    /** Waiting jobs that lost two workers: claimed alone. */
    final byte[] suspects;

    final byte[] scheduled;
    final byte[] retrying;
    final byte[] blocked;
    final byte[] completed;
    final byte[] dead;
    final byte[] cancelled;
    /** Hold under which each completed job ran. */
    final byte[] ends;

    final byte[] results;
    final byte[] history;
    /** The last entry of each history, in full and shortened. */
    final byte[] errors;

    final byte[] progress;
    final byte[] log;
    /** Epoch of each active run that was asked to stop. */
    final byte[] cancels;
    /** Hash of the request of each job with a client-made id. */
    final byte[] named;
    /** When to forget a client-made id whose job is gone. */
    final byte[] forget;

    QueueKeys(String queue) {
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
    byte[] set(JobState state) {
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
    List<byte[]> withStates(List<byte[]> before, List<byte[]> after) {
        List<byte[]> keys = new ArrayList<>(before);
        keys.addAll(List.of(lane, suspects, scheduled, retrying, blocked, completed, dead, cancelled));
        keys.addAll(after);
        return keys;
    }

    /** What is kept of some jobs beside their record. */
    List<byte[]> sides() {
        return List.of(ends, results, history, errors, progress, log, cancels);
    }

    /** The queue whose meta key this is; null when it is none. */
    static String queueOf(String metaKey) {
        boolean fits = metaKey.startsWith("ym:{") && metaKey.endsWith("}" + META);
        return fits ? metaKey.substring(4, metaKey.length() - META.length() - 1) : null;
    }

    private byte[] key(String kind) {
        return ("ym:{" + queue + "}" + kind).getBytes(StandardCharsets.UTF_8);
    }
}
