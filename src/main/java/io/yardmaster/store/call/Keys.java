package io.yardmaster.store.call;

import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Every key name of queues and of the cluster; those of schedules, alerts and workflows stand in {@link ScheduleKeys},
 * {@link AlertKeys} and {@code store.workflow.WorkflowKeys}, each under a hash tag of its own. Those of a queue carry its name as hash tag, and those of the cluster share one, so that a
 * script finds all its keys in one slot of a Redis Cluster.
 */
public final class Keys {
    /** Stands for all queues together where their metrics are meant; no queue has this name. */
    public static final String ALL_QUEUES = "*";

    /** Hash: the number of every queue. */
    public static final byte[] QUEUES = cluster("queues");
    /** Hash: layout version, last number of a queue and of a node, whether new queues start paused. */
    public static final byte[] CLUSTER_META = cluster("meta");
    /** Hash by node: its last beat. */
    public static final byte[] NODES = cluster("nodes");
    /** A value that is written to see whether the store takes writes. */
    public static final byte[] PROBE = cluster("probe");
    /** Hash by operation: how far it is. */
    public static final byte[] OPERATIONS = cluster("operations");
    /** Hash by operation that goes on: until when which node carries it out. */
    public static final byte[] OPERATION_HOLDS = cluster("operation-holds");

    /** Hash: by "queue:" and its name the version of a queue's settings, and what is set of the cluster. */
    public static final byte[] SETTINGS = cluster("settings");

    /** Begins the key of a session; the hash of its secret follows. */
    public static final String SESSION_PREFIX = "ym:session:";

    /** Begins the key of a user's sessions, a sorted set of their hashes; the hash of the user's name follows. */
    public static final String SESSIONS_OF_PREFIX = "ym:sessions-of:";

    private static final List<Key> STATES = List.of(
            Key.LANE, Key.LANES, Key.SCHEDULED, Key.RETRYING, Key.BLOCKED, Key.COMPLETED, Key.DEAD, Key.CANCELLED);
    private static final List<Key> SIDES =
            List.of(Key.ENDS, Key.RESULTS, Key.HISTORY, Key.ERRORS, Key.PROGRESS, Key.LOG, Key.CANCELS);

    private static final List<Key> LOCKING = List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS, Key.NEXT);
    private static final List<Key> LOCKING_AND_FAILURES =
            List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS, Key.NEXT, Key.FAILURES, Key.PRINTS);

    private static final List<Key> STORED_AND_SIZES = List.of(Key.STORED, Key.STORED_ENDS, Key.SIZES);

    private static final List<Key> COPIES_AND_SIZES = List.of(Key.COPIES, Key.SIZES);

    private static final List<Key> WORKFLOWS = List.of(Key.MEMBERS, Key.OUTBOX);

    /** The keys of each script that works on one queue, in the order of its header. */
    private static final Map<Script, List<Key>> BOUND = bind();

    private final String queue;
    private final Map<Key, byte[]> names = new EnumMap<>(Key.class);
    private final Map<Script, List<byte[]>> bound = new EnumMap<>(Script.class);

    public Keys(String queue) {
        this.queue = queue;
        for (Key key : Key.values()) {
            names.put(key, bytes("ym:{" + queue + "}:" + key.word()));
        }
        BOUND.forEach((script, keys) ->
                bound.put(script, keys.stream().map(names::get).toList()));
    }

    private static Map<Script, List<Key>> bind() {
        Map<Script, List<Key>> all = new EnumMap<>(Script.class);
        all.put(
                Script.FIND,
                join(
                        List.of(Key.META, Key.RECORDS, Key.ACTIVE, Key.LEASES),
                        STATES,
                        List.of(Key.ENDS, Key.CANCELS, Key.PROGRESS, Key.RESULTS, Key.HISTORY, Key.ERRORS)));
        all.put(Script.FAILURES, List.of(Key.FAILURES, Key.DEAD));
        all.put(Script.CONFIGURE, List.of(Key.META));
        all.put(Script.PROMOTE, List.of(Key.META, Key.RECORDS, Key.LANE, Key.LANES, Key.SCHEDULED, Key.RETRYING));
        all.put(Script.REOPEN, List.of(Key.META, Key.LANE, Key.LANES));
        all.put(Script.RENEW, List.of(Key.LEASES, Key.CANCELS, Key.ACTIVE));
        all.put(Script.REPORT, List.of(Key.ACTIVE, Key.PROGRESS, Key.LOG, Key.SIZES));
        all.put(Script.STAND, join(List.of(Key.META, Key.RECORDS, Key.ACTIVE), STATES, List.of()));
        all.put(Script.SURVEY, join(List.of(Key.META, Key.RECORDS, Key.ACTIVE), STATES, List.of()));
        bindLocking(all);
        bindUpkeep(all);
        bindWorkflows(all);
        return all;
    }

    /** Those that check, weigh, forget and end what is kept. */
    private static void bindUpkeep(Map<Script, List<Key>> all) {
        all.put(Script.DROP, List.of(Key.values()));
        all.put(Script.FSCK_QUEUE, List.of(Key.values()));
        all.put(
                Script.FSCK_JOBS,
                join(
                        List.of(Key.META, Key.RECORDS, Key.ACTIVE, Key.LEASES),
                        STATES,
                        join(SIDES, List.of(Key.PRINTS), COPIES_AND_SIZES)));
        all.put(
                Script.FSCK_LOCKS,
                join(
                        List.of(Key.META, Key.RECORDS, Key.LANE, Key.LANES),
                        List.of(Key.COMPLETED, Key.DEAD, Key.CANCELLED),
                        LOCKING));
        all.put(Script.FSCK_GROUPS, List.of(Key.META, Key.ACTIVE, Key.LANE, Key.LANES));
        all.put(Script.FSCK_FAILURES, List.of(Key.DEAD, Key.FAILURES, Key.PRINTS));
        all.put(
                Script.WEIGH,
                List.of(Key.RECORDS, Key.DEAD, Key.HISTORY, Key.ERRORS, Key.PROGRESS, Key.LOG, Key.COPIES));
        all.put(Script.FORGET, List.of(Key.NAMED, Key.FORGET, Key.META, Key.STORED, Key.STORED_ENDS));
        all.put(Script.UNLOCK, join(List.of(Key.META, Key.RECORDS, Key.LANE, Key.LANES), LOCKING, List.of()));
    }

    /** Those that take or free the keys of unique jobs. */
    private static void bindLocking(Map<Script, List<Key>> all) {
        all.put(
                Script.ENQUEUE,
                join(
                        List.of(Key.META, Key.RECORDS, Key.LANE, Key.LANES, Key.SCHEDULED, Key.NAMED),
                        LOCKING,
                        List.of(Key.COPIES, Key.COMPLETED, Key.SIZES)));
        all.put(
                Script.MOVE,
                join(
                        List.of(Key.META, Key.RECORDS, Key.ACTIVE),
                        STATES,
                        join(List.of(Key.CANCELS), LOCKING_AND_FAILURES, WORKFLOWS)));
        List<Key> whole = join(
                join(List.of(Key.META, Key.RECORDS), STATES, List.of()),
                List.of(Key.NAMED, Key.FORGET),
                join(SIDES, LOCKING_AND_FAILURES, join(WORKFLOWS, COPIES_AND_SIZES, List.of())));
        all.put(Script.REMOVE, whole);
        all.put(Script.RESTORE, whole);
        all.put(
                Script.SETTLE,
                join(
                        List.of(Key.META, Key.RECORDS, Key.ACTIVE, Key.LEASES, Key.RETRYING, Key.DEAD, Key.CANCELLED),
                        List.of(Key.LANE, Key.LANES),
                        join(
                                List.of(Key.HISTORY, Key.ERRORS, Key.CANCELS),
                                LOCKING_AND_FAILURES,
                                join(List.of(Key.COMPLETED, Key.ENDS, Key.RESULTS), WORKFLOWS, STORED_AND_SIZES))));
        all.put(
                Script.TURN,
                join(
                        List.of(Key.META, Key.RECORDS, Key.ACTIVE, Key.LEASES, Key.COMPLETED, Key.ENDS),
                        List.of(Key.LANE, Key.LANES),
                        join(List.of(Key.RESULTS, Key.REQUESTS), LOCKING, List.of(Key.SIZES))));
    }

    /** Those that make members of workflows and let them go on. */
    private static void bindWorkflows(Map<Script, List<Key>> all) {
        all.put(
                Script.ADMIT,
                join(List.of(Key.META, Key.RECORDS, Key.BLOCKED, Key.MEMBERS, Key.NAMED), LOCKING, List.of()));
        all.put(Script.RELEASE, List.of(Key.META, Key.RECORDS, Key.LANE, Key.LANES, Key.SCHEDULED, Key.BLOCKED));
    }

    private static List<Key> join(List<Key> first, List<Key> second, List<Key> third) {
        List<Key> all = new ArrayList<>(first);
        all.addAll(second);
        all.addAll(third);
        return List.copyOf(all);
    }

    /** The keys that a script on one queue is given, by name; empty for another script. For the test of the headers. */
    public static List<Key> bound(Script script) {
        return BOUND.getOrDefault(script, List.of());
    }

    /** The keys that a script is given. */
    public List<byte[]> of(Script script) {
        return bound.get(script);
    }

    public byte[] of(Key key) {
        return names.get(key);
    }

    /** The sorted set of a lane of waiting jobs. @param word "0" for the plain one */
    public byte[] lane(String word) {
        return bytes("ym:{" + queue + "}:lane:" + word);
    }

    /** The lanes whose bucket of tokens is empty, by when they are looked at again. */
    public byte[] shutLanes() {
        return bytes("ym:{" + queue + "}:shut");
    }

    /** The lanes whose group runs as many jobs as it may, by when they are looked at again. */
    public byte[] fullLanes() {
        return bytes("ym:{" + queue + "}:full");
    }

    /** The set of the active jobs of a group. */
    public byte[] runs(String group) {
        return bytes("ym:{" + queue + "}:runs:" + group);
    }

    /** A hash of what a part of a bulk act took away; ends by itself. @param name of the part */
    public byte[] aside(String name) {
        return bytes("ym:{" + queue + "}:aside:" + name);
    }

    /** The sorted set of the dead jobs of a failure, by when they died. */
    public byte[] deadOf(String fingerprint) {
        return bytes("ym:{" + queue + "}:failure:" + fingerprint + ":dead");
    }

    /** The sorted set of a state; of waiting, the plain lane. Active has none. */
    public byte[] set(JobState state) {
        return switch (state) {
            case SCHEDULED -> of(Key.SCHEDULED);
            case WAITING -> of(Key.LANE);
            case RETRYING -> of(Key.RETRYING);
            case BLOCKED -> of(Key.BLOCKED);
            case COMPLETED -> of(Key.COMPLETED);
            case DEAD -> of(Key.DEAD);
            case CANCELLED -> of(Key.CANCELLED);
            case ACTIVE -> throw new IllegalArgumentException("active jobs are in a hash");
        };
    }

    /** The queue whose meta key this is; null when it is none. */
    public static String queueOf(String metaKey) {
        String end = "}:" + Key.META.word();
        boolean fits = metaKey.startsWith("ym:{") && metaKey.endsWith(end);
        return fits ? metaKey.substring(4, metaKey.length() - end.length()) : null;
    }

    /** A bucket of metrics. @param queue or {@link #ALL_QUEUES} @param type null for the whole queue @param seconds its length @param index its number */
    public static byte[] metrics(String queue, String type, long seconds, long index) {
        String begin = queue.equals(ALL_QUEUES) ? "ym:cluster:{ym}" : "ym:{" + queue + "}";
        return bytes(begin + ":metrics:" + seconds + ":" + index + (type == null ? "" : ":" + type));
    }

    private static byte[] cluster(String word) {
        return bytes("ym:cluster:{ym}:" + word);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
