package io.yardmaster.web.console.live;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One open stream of a viewer. Touched by the ticker alone, but for its beginning and its end. */
final class Onlooker {
    /** A stream that has not taken a batch for so many ticks is given up. */
    private static final int PATIENCE = 30;
    /** A stream ends after so many ticks: the browser opens it anew, and its session is checked again. */
    private static final int LONGEST = 600;

    private static final long RETRY_MS = 500;

    private final SseEventSink sink;
    private final Sse sse;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long seen;
    private int waited;
    private int age;

    /** Called on the thread of the request: the head of its answer is written here, or the ticker would write it as well. */
    Onlooker(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
        OutboundSseEvent begin =
                sse.newEventBuilder().comment("live").reconnectDelay(RETRY_MS).build();
        unlessClosed(() -> sink.send(begin));
    }

    boolean isGone() {
        return sink.isClosed();
    }

    void send(Map<String, Broadcast.Part> parts, long tick) {
        boolean stuck = !sending.isDone() && ++waited > PATIENCE;
        if (stuck || ++age > LONGEST || sending.isCompletedExceptionally()) {
            end();
        } else if (sending.isDone() && !isGone()) {
            parts.values().stream().filter(part -> part.since() > seen).forEach(this::send);
            seen = tick;
            waited = 0;
        }
    }

    void end() {
        sink.close();
    }

    private void send(Broadcast.Part part) {
        OutboundSseEvent event = sse.newEvent(part.html());
        unlessClosed(() -> sending = sink.send(event).toCompletableFuture());
    }

    private void unlessClosed(Runnable send) {
        try {
            send.run();
        } catch (IllegalStateException closed) {
            end();
        }
    }
}
