package io.yardmaster.store.call;

import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a worker sends in one call for one queue: completions, grouped by claim, and a wish for new jobs. */
public final class Turn {
    /** How many jobs may be completed, and how many claimed, in one turn. */
    public static final int LARGEST = 256;

    private static final byte[] YES = {'1'};
    private static final byte[] NO = {'0'};

    private final String owner;
    private final long leaseMs;
    private final List<byte[]> holds = new ArrayList<>();
    private final List<byte[]> drops = new ArrayList<>();
    private final List<byte[]> results = new ArrayList<>();
    private final List<byte[]> ids = new ArrayList<>();
    private final List<byte[]> uniqueKeys = new ArrayList<>();
    private long bytes;
    private int want;
    private boolean hint;
    private boolean suspect;
    private String request = "";
    private Collection<String> types = List.of();

    public Turn(String owner, long leaseMs) {
        this.owner = owner;
        this.leaseMs = leaseMs;
    }

    /**
     * Asks for jobs.
     *
     * @param jobs 0..256
     * @param withSuspect a job that lost two workers may come, alone
     */
    public Turn want(int jobs, boolean withSuspect) {
        want = jobs;
        suspect = withSuspect;
        hint = jobs > 0;
        return this;
    }

    /** Names the claim, so that a repeated call of the same owner answers with it. @param id unique to the owner */
    public Turn request(String id) {
        request = id;
        return this;
    }

    /** Says which job types the worker knows: jobs in lanes of other types stay there. */
    public Turn types(Collection<String> known) {
        types = known;
        return this;
    }

    /**
     * Begins completions of a claim; {@code count} calls of {@link #complete} follow.
     *
     * @param startedAt when their runs began, in epoch milliseconds
     */
    public Turn of(Claim claim, long startedAt, int count) {
        holds.add(Wire.bytes(Hold.of(claim)));
        holds.add(Wire.bytes(Hold.ended(claim, startedAt)));
        holds.add(Wire.bytes(count));
        return this;
    }

    /** Completes a job of the claim begun last, which holds no key. */
    public Turn complete(String id, String result, int size) {
        return complete(id, result, size, null);
    }

    /**
     * Completes a job of the claim begun last.
     *
     * @param result JSON or null
     * @param size bytes of its record, about
     * @param uniqueKey the key that it lets go of; null for one without, which comes before all that have one
     */
    public Turn complete(String id, String result, int size, String uniqueKey) {
        if (uniqueKey != null) {
            uniqueKeys.add(Wire.bytes(uniqueKey));
        } else if (!uniqueKeys.isEmpty()) {
            throw new IllegalStateException("jobs that hold a key come last");
        }
        ids.add(Wire.bytes(id));
        bytes += size;
        if (result != null) {
            byte[] packed = Wire.bytes(result);
            results.add(Wire.bytes(ids.size()));
            results.add(packed);
            bytes += packed.length;
        }
        return this;
    }

    /** Drops the lease of a claim: no job of it is left after this turn. */
    public Turn drop(Claim claim) {
        drops.add(Wire.bytes(Hold.lease(claim)));
        return this;
    }

    public List<byte[]> args() {
        List<byte[]> args =
                new ArrayList<>(13 + uniqueKeys.size() + holds.size() + drops.size() + results.size() + ids.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(owner));
        args.add(Wire.bytes(leaseMs));
        args.add(Wire.bytes(want));
        args.add(hint ? YES : NO);
        args.add(suspect ? YES : NO);
        args.add(Wire.bytes(bytes));
        args.add(Wire.bytes(holds.size() / 3));
        args.add(Wire.bytes(drops.size()));
        args.add(Wire.bytes(results.size() / 2));
        args.add(Wire.bytes(request));
        args.add(Wire.bytes(types.size()));
        args.add(Wire.bytes(uniqueKeys.size()));
        types.forEach(type -> args.add(Wire.bytes(type)));
        args.addAll(holds);
        args.addAll(drops);
        args.addAll(results);
        args.addAll(ids);
        args.addAll(uniqueKeys);
        return args;
    }
}
