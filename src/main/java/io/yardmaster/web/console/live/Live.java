package io.yardmaster.web.console.live;

import io.quarkus.logging.Log;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Ticks once a second for every page that somebody watches, and does nothing while nobody does. */
@Singleton
public class Live {
    /** Pages that can be watched at once, and viewers of them all. */
    private static final int MOST_PAGES = 500;

    private static final int MOST_VIEWERS = 2_000;
    private static final long TICK_MS = 1_000;

    private final Map<String, Broadcast> pages = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-pages").daemon().factory());

    @Inject
    Lookout lookout;

    @PostConstruct
    void start() {
        ticker.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * What a page showed in one tick.
     *
     * @param parts by the id of their element, in the order of the page; the last one ends a batch
     * @param whole false while the store is away: a part that is not there is not known now, and stays as it was
     */
    public record Rendered(Map<String, String> parts, boolean whole) {}

    /**
     * Lets a viewer watch a page.
     *
     * @param key the same for all who see the same
     * @param page renders its parts, when this is the first viewer of that key
     * @throws ServiceUnavailableException when too many watch
     */
    public void join(String key, Supplier<Rendered> page, SseEventSink sink, Sse sse) {
        int viewers = pages.values().stream().mapToInt(Broadcast::size).sum();
        if (viewers >= MOST_VIEWERS || pages.size() >= MOST_PAGES && !pages.containsKey(key)) {
            throw new ServiceUnavailableException("at most 2,000 viewers and 500 pages are served live", 10L);
        }
        pages.compute(key, (same, open) -> {
            Broadcast broadcast = open == null ? new Broadcast(page) : open;
            broadcast.join(sink, sse);
            return broadcast;
        });
        ticker.execute(() -> safely(pages.get(key), Broadcast::greet));
    }

    /** Viewers of all pages. */
    public int viewers() {
        return pages.values().stream().mapToInt(Broadcast::size).sum();
    }

    private void tick() {
        lookout.keep();
        pages.keySet().forEach(key -> pages.computeIfPresent(key, (same, open) -> open.size() == 0 ? null : open));
        pages.values().forEach(page -> safely(page, Broadcast::tick));
    }

    private static void safely(Broadcast page, Consumer<Broadcast> act) {
        try {
            if (page != null) {
                act.accept(page);
            }
        } catch (StoreAwayException away) {
            Log.debug("A live page waits for the store", away);
        } catch (RuntimeException broken) { // one page that cannot be rendered must not stop the others
            Log.warn("A live page could not be rendered", broken);
        }
    }

    @PreDestroy
    void stop() {
        ticker.shutdownNow();
        pages.values().forEach(Broadcast::end);
    }
}
