package io.yardmaster.store.call;

import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;

/**
 * What a call that removes jobs takes, and what it leaves.
 *
 * @param from the state they were seen in
 * @param until epoch milliseconds: only those that finished by then; null = all
 * @param least how many stay in the state at least
 * @param membersStay true where members of workflows that go on stay
 * @param aside where they are kept
 * @param mostBytes of completed jobs: it ends as soon as those that are left take no more; null = it does not
 */
public record Removal(JobState from, Long until, long least, boolean membersStay, Part aside, Long mostBytes) {
    /** How long a client-made id is remembered after its job is gone: 1 h. */
    private static final long REMEMBERED_MS = 3_600_000;

    /** Removes all, whatever stays. @param aside where they are kept */
    public static Removal all(JobState from, Long until, Part aside) {
        return new Removal(from, until, 0, false, aside, null);
    }

    /** Removes those that finished by then; so many stay, and members of workflows that go on. */
    public static Removal old(JobState from, Long until, long least) {
        return new Removal(from, until, least, true, Part.NONE, null);
    }

    /** Removes completed jobs until those that are left take no more bytes; members of workflows that go on stay. */
    public static Removal heavy(long mostBytes) {
        return new Removal(JobState.COMPLETED, null, 0, true, Part.NONE, mostBytes);
    }

    /**
     * Where a call keeps aside what it takes away.
     *
     * @param name unique within the queue; empty = nothing is kept
     * @param keptMs for how many milliseconds
     */
    public record Part(String name, long keptMs) {
        public static final Part NONE = new Part("", 0);

        /** Adds its two arguments. */
        public void addTo(List<byte[]> args) {
            args.add(Wire.bytes(name));
            args.add(Wire.bytes(keptMs));
        }
    }

    /** The arguments of {@code remove.lua}. @param ids at most 1,000 */
    public List<byte[]> args(List<String> ids) {
        List<byte[]> args = new ArrayList<>(ids.size() + 9);
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(REMEMBERED_MS));
        args.add(Wire.bytes(from.word()));
        args.add(until == null ? Wire.bytes("+inf") : Wire.bytes(until));
        args.add(Wire.bytes(least));
        args.add(Wire.bytes(membersStay ? 1 : 0));
        aside.addTo(args);
        args.add(mostBytes == null ? Wire.EMPTY : Wire.bytes(mostBytes));
        ids.forEach(id -> args.add(Wire.bytes(id)));
        return args;
    }
}
