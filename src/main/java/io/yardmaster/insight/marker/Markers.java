package io.yardmaster.insight.marker;

import io.yardmaster.store.cluster.MarkerStore;
import io.yardmaster.store.cluster.MarkerStore.Placed;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sets deploy markers and finds them. Each call throws StoreAwayException. */
@Singleton
public class Markers {
    /** The longest label in characters. */
    public static final int LONGEST_LABEL = 100;

    private static final long HOUR_MS = 3_600_000;

    private final MarkerStore store;
    private final InstantSource clock;

    public Markers(MarkerStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param at epoch milliseconds @param label 1 to {@value Markers#LONGEST_LABEL} characters, none a control one */
    public record Marker(long at, String label) {}

    /** Sets one; setting it twice is one. @param at epoch milliseconds; null = now */
    public Marker set(String label, Long at) {
        Marker marker = new Marker(at == null ? clock.millis() : at, label);
        store.add(new Placed(marker.at(), label));
        return marker;
    }

    /** The newest of a stretch of time, newest first. @param from epoch milliseconds, included @param to included */
    public List<Marker> between(long from, long to, int most) {
        return store.newest(from, to, most).stream()
                .map(placed -> new Marker(placed.at(), placed.label()))
                .toList();
    }

    /** The last one in the hour before; empty when there is none. @param at epoch milliseconds */
    public Optional<Marker> before(long at) {
        return between(at - HOUR_MS, at, 1).stream().findFirst();
    }
}
