package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.node.Visits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The tracks that may have jobs to claim. Used on the dispatcher's thread only. */
final class Hungry {
    private static final long LOOK_NANOS = 2_000_000_000L;

    private final Set<Track> tracks = new LinkedHashSet<>();
    /** Those of which a limit holds jobs back. */
    private final Set<Track> limited = new LinkedHashSet<>();

    private final BooleanSupplier strict;
    private long lookedNanos = System.nanoTime();

    /** @param strict true while slots are shared in the declared order, not by weight */
    Hungry(BooleanSupplier strict) {
        this.strict = strict;
    }

    void add(Track track) {
        if (!track.leaving && tracks.add(track)) {
            track.served = Math.max(track.served, track.slots.time);
        }
    }

    /** Each of them may have jobs. */
    void addAll(Collection<Track> some) {
        tracks.removeIf(track -> track.leaving);
        some.forEach(this::add);
    }

    /** Ends of this track are written, or go with its next claim: there may be jobs that could not run beside them. */
    void roomMade(Track track) {
        if (track.full) {
            add(track);
        }
    }

    /** A claim came back. @param more true when it brought all that was asked for */
    void claimed(Track track, boolean more) {
        track.backlog = more;
        if (!more && !track.hinted) {
            tracks.remove(track);
        }
        if (track.limitedNanos != null) {
            limited.add(track);
        }
    }

    /**
     * Every two seconds all of them may have jobs: a hint may have been lost. Of very many only those that were full, since
     * others are hinted at in turn. So may those whose limit is over.
     */
    void lookAt(Collection<Track> all) {
        if (System.nanoTime() - lookedNanos > LOOK_NANOS) {
            lookedNanos = System.nanoTime();
            addAll(
                    all.size() <= Visits.FEW
                            ? all
                            : all.stream().filter(track -> track.full).toList());
        }
        if (!limited.isEmpty()) {
            limited.removeIf(track -> track.limitedNanos == null || isOver(track));
        }
    }

    /** Moves a track to the hungry ones where its limit lets the next job begin. */
    private boolean isOver(Track track) {
        boolean over = track.limitedNanos - System.nanoTime() <= 0;
        if (over) {
            add(track);
        }
        return over;
    }

    /** Nanoseconds until the first limit lets the next job begin; {@link Long#MAX_VALUE} when none holds jobs back. */
    long limitNanos() {
        long first = Long.MAX_VALUE;
        for (Track track : limited) {
            first = Math.min(first, track.limitedNanos == null ? 0 : track.limitedNanos - System.nanoTime());
        }
        return Math.max(0, first);
    }

    /** Shares the free slots out. @param maySend as of {@link Round} @param ready takes each track that got some */
    void allot(BiPredicate<Track, Integer> maySend, Consumer<Track> ready) {
        if (tracks.isEmpty()) {
            return;
        }
        Map<SlotPool, List<Track>> pools = new IdentityHashMap<>();
        tracks.forEach(track ->
                pools.computeIfAbsent(track.slots, first -> new ArrayList<>()).add(track));
        pools.forEach((pool, own) -> new Round(pool, strict.getAsBoolean(), maySend)
                .shares(own)
                .forEach((track, share) -> {
                    track.allot(share);
                    ready.accept(track);
                }));
    }
}
