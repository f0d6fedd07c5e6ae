package io.yardmaster.web.console;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One page as all its viewers see it: rendered once a tick, and of that only the parts whose text changed are sent. A
 * viewer that comes later or reads slowly gets each part as it is when there is room, never what lies between.
 */
final class Broadcast {
    private final Supplier<Map<String, String>> page;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Set<Onlooker> onlookers = ConcurrentHashMap.newKeySet();
    private long tick;

    /** A part and the tick in which it became so. */
    record Part(String html, long since) {}

    /** @param page renders every part by its element's id; the last one ends a batch */
    Broadcast(Supplier<Map<String, String>> page) {
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
        Map<String, String> rendered = page.get();
        parts.keySet().retainAll(rendered.keySet());
        rendered.forEach(this::keep);
        onlookers.forEach(onlooker -> onlooker.send(parts, tick));
    }

    /** Ends every stream. */
    void end() {
        onlookers.forEach(Onlooker::end);
    }

    private void keep(String id, String html) {
        Part known = parts.get(id);
        if (known == null || !known.html().equals(html)) {
            parts.put(id, new Part(html, tick));
        }
    }
}
