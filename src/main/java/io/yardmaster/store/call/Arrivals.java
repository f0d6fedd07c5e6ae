package io.yardmaster.store.call;

import io.yardmaster.job.Job;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.record.RecordCodec;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The arguments of {@code enqueue.lua} for some jobs: those next to each other with the same place share it. */
public final class Arrivals {
    private static final byte[] WAITING = {'w'};
    private static final byte[] SCHEDULED = {'s'};
    private static final byte[] PLAIN = {'0'};
    private static final byte[] SUSPECTS = Wire.bytes("suspects");

    private final List<byte[]> placements = new ArrayList<>();
    private final List<byte[]> jobs = new ArrayList<>();
    private final List<byte[]> named = new ArrayList<>();
    private final List<Locks> unique = new ArrayList<>();
    private final List<byte[]> copies = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private boolean oneKeyTwice;
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
        args.add(Wire.bytes(all.unique.size() + (all.oneKeyTwice ? "+" : "")));
        args.addAll(all.placements);
        args.addAll(all.jobs);
        args.addAll(all.named);
        all.unique.forEach(group -> group.addTo(args));
        args.addAll(all.copies);
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
        if (job.rules().unique() != null) {
            lock(arrival, position);
        }
        if (job.past().sourceJobId() != null) {
            copies.add(Wire.bytes(position));
            copies.add(Wire.bytes(job.past().sourceJobId()));
        }
    }

    private void lock(Arrival arrival, int position) {
        Unique lock = arrival.job().rules().unique();
        if (unique.isEmpty() || !unique.getLast().isNext(lock, position)) {
            unique.add(new Locks(lock, position));
        }
        unique.getLast().add(lock.key(), arrival.laterId());
        oneKeyTwice |= !keys.add(lock.key());
    }

    /** The locks of unique jobs that follow each other, which differ in their keys alone. */
    private static final class Locks {
        private final String word;
        private final long ms;
        private final int first;
        private final List<byte[]> keys = new ArrayList<>();
        private final List<byte[]> later = new ArrayList<>();

        Locks(Unique lock, int position) {
            word = word(lock);
            ms = ms(lock);
            first = position;
        }

        private static String word(Unique lock) {
            return lock.until().kind() + lock.mode().word();
        }

        private static long ms(Unique lock) {
            return lock.until() == Unique.Until.TTL ? lock.ttlMs() : 0;
        }

        boolean isNext(Unique lock, int position) {
            return position == first + keys.size() && ms == ms(lock) && word.equals(word(lock));
        }

        void add(String key, String laterId) {
            keys.add(Wire.bytes(key));
            if (word.endsWith(Unique.Mode.KEEP_LAST.word())) {
                later.add(Wire.bytes(laterId));
            }
        }

        void addTo(List<byte[]> args) {
            args.add(Wire.bytes(first));
            args.add(Wire.bytes(keys.size()));
            args.add(Wire.bytes(word));
            args.add(Wire.bytes(ms));
            args.addAll(keys);
            args.addAll(later);
        }
    }

    /** Adds the kind of a job's lock, how long it lasts in ms, and its key; three empty ones when it needs none. */
    public static void lock(Job job, List<byte[]> args) {
        Unique lock = job == null ? null : job.rules().unique();
        args.add(
                lock == null
                        ? Wire.EMPTY
                        : Wire.bytes(String.valueOf(lock.until().kind())));
        args.add(lock == null ? Wire.EMPTY : Wire.bytes(lock.ttlMs()));
        args.add(lock == null ? Wire.EMPTY : Wire.bytes(lock.key()));
    }

    private static boolean shares(Job before, Job job) {
        if (isScheduled(before) || isScheduled(job)) {
            return isScheduled(before) && isScheduled(job) && before.dueAt() == job.dueAt();
        }
        return before.priority() == job.priority()
                && before.isSuspect() == job.isSuspect()
                && Objects.equals(before.rules().group(), job.rules().group())
                && before.id().compareTo(job.id()) < 0;
    }

    private void close() {
        if (before != null) {
            boolean scheduled = isScheduled(before);
            placements.add(scheduled ? SCHEDULED : WAITING);
            placements.add(Wire.bytes(scheduled ? before.dueAt() : before.priority()));
            placements.add(scheduled ? Wire.EMPTY : before.isSuspect() ? SUSPECTS : lane(before));
            placements.add(Wire.bytes(run));
            run = 0;
        }
    }

    private static byte[] lane(Job job) {
        return job.rules().group() == null ? PLAIN : Wire.bytes(RecordCodec.lane(job));
    }

    private static boolean isScheduled(Job job) {
        return job.dueAt() > job.createdAt();
    }
}
