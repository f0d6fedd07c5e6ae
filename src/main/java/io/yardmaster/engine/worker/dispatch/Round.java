package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.store.call.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Shares the free slots of one pool out among its tracks, once. By weight: each start moves a track's time on by one over
 * its weight, and the track whose time is behind is next (stride scheduling, Waldspurger and Weihl 1995). Who has no work
 * has no claim on slots, and takes up at the time of the others when it comes back. Strictly: in the declared order.
 */
final class Round {
    private final SlotPool pool;
    private final boolean strict;
    private final BiPredicate<Track, Integer> maySend;
    private final Map<Track, Integer> rooms = new LinkedHashMap<>();
    private final Map<Track, Integer> slots = new LinkedHashMap<>();
    /** Those that may have more this time. */
    private final Set<Track> open = new HashSet<>();

    private int weights;

    /** @param maySend false for a track that may not ask for so many jobs now, since its last call is under way */
    Round(SlotPool pool, boolean strict, BiPredicate<Track, Integer> maySend) {
        this.pool = pool;
        this.strict = strict;
        this.maySend = maySend;
    }

    /** What each of these tracks may ask for now; those that may ask for nothing are left out. */
    Map<Track, SlotPool.Share> shares(List<Track> tracks) {
        for (Track track : tracks) {
            int room = Math.min(track.room(), Turn.LARGEST - track.allotted.jobs());
            if (room > 0) {
                rooms.put(track, room);
                weights += track.weight();
            }
        }
        if (strict) {
            inOrder();
        } else {
            byWeight();
        }
        Map<Track, SlotPool.Share> shares = new LinkedHashMap<>();
        for (Track track : rooms.keySet()) {
            SlotPool.Share share = share(track);
            if (share.jobs() > 0 && maySend.test(track, share.jobs())) {
                shares.put(track, share);
            }
        }
        return shares;
    }

    /** Who stands behind one with work waits for it, also while its call is away. Who may have some is asked for one. */
    private void inOrder() {
        List<Track> order = new ArrayList<>(rooms.keySet());
        order.sort(pool.order());
        int free = pool.free();
        for (Track track : order) {
            int most = Math.min(track.backlog ? free : 1, rooms.get(track));
            if (maySend.test(track, most)) {
                open.add(track);
                free -= grant(track, most);
            }
            if (free <= 0 || track.backlog && !open.contains(track)) {
                return;
            }
        }
    }

    private void byWeight() {
        OptionalDouble behind = behind(track -> track.backlog);
        double ceiling = behind.isEmpty() || rooms.size() == 1 ? Double.MAX_VALUE : behind.getAsDouble() + lead();
        pool.time =
                Math.max(pool.time, behind.orElseGet(() -> behind(track -> true).orElse(pool.time)));
        PriorityQueue<Track> next = new PriorityQueue<>(Comparator.comparingDouble(this::time));
        rooms.forEach((track, room) -> {
            if (time(track) < ceiling && maySend.test(track, Math.min(room, pool.free()))) {
                open.add(track);
            }
        });
        next.addAll(open);
        for (int free = pool.free(); free > 0 && !next.isEmpty(); ) {
            Track track = next.poll();
            int fair = next.isEmpty() ? free : Math.max(1, free * track.weight() / (4 * weights));
            int given = Math.min(Math.min(fair, free), rooms.get(track) - slots.getOrDefault(track, 0));
            free -= grant(track, given);
            if (given > 0 && time(track) < ceiling) {
                next.add(track);
            }
        }
    }

    /**
     * The time of the one behind all others of a kind. Nobody runs far ahead of the one that surely has work, while its
     * call is away. Where nobody surely has work nobody is held back, and the pool's time is that of the last in line.
     */
    private OptionalDouble behind(Predicate<Track> kind) {
        return rooms.keySet().stream()
                .filter(kind)
                .mapToDouble(track -> track.served)
                .min();
    }

    /** How far one may run ahead: by what all slots and the line hold. */
    private double lead() {
        double most = pool.capacity();
        for (Track track : rooms.keySet()) {
            most = Math.max(most, (double) pool.capacity() + pool.ahead(track.meanMicros));
        }
        return most / Math.max(1, weights);
    }

    private double time(Track track) {
        return track.served + (double) slots.getOrDefault(track, 0) / track.weight();
    }

    private int grant(Track track, int given) {
        if (given > 0) {
            slots.merge(track, given, Integer::sum);
        }
        return given;
    }

    private SlotPool.Share share(Track track) {
        int begins = slots.getOrDefault(track, 0);
        int limit = pool.ahead(track.meanMicros);
        int mine = (int) ((long) (limit - pool.lined()) * track.weight() / Math.max(1, weights));
        int ahead = Math.min(mine, rooms.get(track) - begins);
        boolean worth = ahead > 0 && (begins > 0 || 2L * ahead * weights >= (long) limit * track.weight());
        return new SlotPool.Share(begins, worth && open.contains(track) ? ahead : 0);
    }
}
