package io.yardmaster.web.console.live;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One page as all its viewers see it: rendered once a tick, and of that only the parts whose text changed are sent. A
 * viewer that comes later or reads slowly gets each part as it is when there is room, never what lies between. A part
 * that is no longer there is taken off the page.
 */
final class Broadcast {
    /** Tells the page to remove an element; nothing else that is sent is of this kind. */
    private static final String GONE = "<i id=\"%s\" data-gone></i>";

    /** For how many ticks that is kept for viewers who read slowly. */
    private static final int REMEMBERED = 60;

    private final Supplier<Live.Rendered> page;
    private Map<String, Part> parts = Map.of();
    private final Set<Onlooker> onlookers = ConcurrentHashMap.newKeySet();
    private long tick;

    /** A part and the tick in which it became so. */
    record Part(String html, long since) {
        boolean isGone() {
            return html.startsWith("<i ");
        }
    }

    Broadcast(Supplier<Live.Rendered> page) {
        this.page = page;
    }

    void join(SseEventSink sink, Sse sse) {
        onlookers.add(new Onlooker(sink, sse));
    }

    /** Viewers that are still there. */
    int size() {
        onlookers.removeIf(Onlooker::isGone);
        return onlookers.size();
    }

    /** Renders once and sends to each viewer what it has not seen. */
    void tick() {
        tick++;
        Map<String, Part> now = new LinkedHashMap<>(); // in the order of the page: what is new must not follow the last
        Live.Rendered fresh = page.get();
        parts.forEach((id, known) -> {
            if (fresh.parts().containsKey(id)) {
                return;
            }
            if (!fresh.whole()) {
                now.put(id, known);
            } else if (!known.isGone() || tick - known.since() < REMEMBERED) {
                now.put(id, part(id, String.format(Locale.ROOT, GONE, id)));
            }
        });
        fresh.parts().forEach((id, html) -> now.put(id, part(id, html)));
        parts = now;
        send();
    }

    /** What a viewer who comes now gets, by the id of the element. */
    Map<String, Part> parts() {
        return parts;
    }

    /** Sends what is known to a viewer who just came. */
    void greet() {
        if (tick == 0) {
            tick();
        } else {
            send();
        }
    }

    /** Ends every stream. */
    void end() {
        onlookers.forEach(Onlooker::end);
    }

    private void send() {
        onlookers.forEach(onlooker -> onlooker.send(parts, tick));
    }

    private Part part(String id, String html) {
        Part known = parts.get(id);
        return known != null && known.html().equals(html) ? known : new Part(html, tick);
    }
}
