package io.yardmaster.store.call;

import io.yardmaster.job.Job;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;

/** The arguments of {@code enqueue.lua} for some jobs: those next to each other with the same place share it. */
public final class Arrivals {
    private static final byte[] WAITING = {'w'};
    private static final byte[] SCHEDULED = {'s'};
    private static final byte[] PLAIN = {'0'};
    private static final byte[] SUSPECTS = Wire.bytes("suspects");

    private final List<byte[]> placements = new ArrayList<>();
    private final List<byte[]> jobs = new ArrayList<>();
    private final List<byte[]> named = new ArrayList<>();
    private Job before;
    private int run;

    private Arrivals() {}

    public static List<byte[]> args(List<Arrival> chunk) {
        Arrivals all = new Arrivals();
        for (int i = 0; i < chunk.size(); i++) {
            all.add(chunk.get(i), i + 1);
        }
        all.close();
        List<byte[]> args = new ArrayList<>(3 + all.placements.size() + all.jobs.size() + all.named.size());
        args.add(Wire.bytes(chunk.size()));
        args.add(Wire.bytes(all.placements.size() / 4));
        args.add(Wire.bytes(all.named.size() / 2));
        args.addAll(all.placements);
        args.addAll(all.jobs);
        args.addAll(all.named);
        return args;
    }

    private void add(Arrival arrival, int position) {
        Job job = arrival.job();
        if (before != null && !shares(before, job)) {
            close();
        }
        before = job;
        run++;
        jobs.add(Wire.bytes(job.id()));
        jobs.add(RecordCodec.pack(job));
        if (arrival.bodyHash() != null) {
            named.add(Wire.bytes(position));
            named.add(Wire.bytes(arrival.bodyHash()));
        }
    }

    private static boolean shares(Job before, Job job) {
        if (isScheduled(before) || isScheduled(job)) {
            return isScheduled(before) && isScheduled(job) && before.dueAt() == job.dueAt();
        }
        return before.priority() == job.priority()
                && before.isSuspect() == job.isSuspect()
                && before.id().compareTo(job.id()) < 0;
    }

    private void close() {
        if (before != null) {
            boolean scheduled = isScheduled(before);
            placements.add(scheduled ? SCHEDULED : WAITING);
            placements.add(Wire.bytes(scheduled ? before.dueAt() : before.priority()));
            placements.add(scheduled ? Wire.EMPTY : before.isSuspect() ? SUSPECTS : PLAIN);
            placements.add(Wire.bytes(run));
            run = 0;
        }
    }

    private static boolean isScheduled(Job job) {
        return job.dueAt() > job.createdAt();
    }
}
