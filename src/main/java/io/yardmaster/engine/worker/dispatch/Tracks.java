package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.worker.run.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The tracks of this node, one a queue. A queue that gets other slots gets another track; the one before goes on until its
 * claims are written back. Changed on the dispatcher's thread; read by others.
 */
final class Tracks {
    private final Pools pools;
    private final Map<String, Track> current = new ConcurrentHashMap<>();
    private final List<Track> former = new CopyOnWriteArrayList<>();

    Tracks(Pools pools) {
        this.pools = pools;
    }

    /** All, those too whose queue has another one now. */
    Collection<Track> all() {
        if (former.isEmpty()) {
            return current.values();
        }
        List<Track> all = new ArrayList<>(current.values());
        all.addAll(former);
        return all;
    }

    /** The one of a queue; null when this node does not serve it. */
    Track of(String queue) {
        Track known = current.get(queue);
        SlotPool slots = known == null ? pools.of(queue) : null;
        return slots == null
                ? known
                : current.computeIfAbsent(queue, name -> new Track(name, slots, () -> pools.set(name)));
    }

    /** The one that claimed a run. */
    Track of(Run run) {
        Track known = current.get(run.job.queue());
        if (former.isEmpty()) {
            return known;
        }
        long epoch = run.open.claim.epoch();
        return former.stream()
                .filter(track -> track.queue.equals(run.job.queue()) && track.claims.containsKey(epoch))
                .findFirst()
                .orElse(known);
    }

    /**
     * Gives another track to each queue whose slots are others now, as soon as none of its claims is under way. Returns the
     * tracks that are new.
     */
    List<Track> retune() {
        List<Track> made = new ArrayList<>();
        for (Track track : current.values()) {
            track.leaving = pools.of(track.queue) != track.slots;
            if (track.leaving && track.asked == 0 && track.lost == null) {
                former.add(track);
                current.remove(track.queue);
                Track next = of(track.queue);
                if (next != null) {
                    made.add(next);
                }
            }
        }
        former.removeIf(Track::isOver);
        return made;
    }
}
