package io.yardmaster.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;

/** What a viewer of a page gets, tick by tick. */
class BroadcastTest {
    private static final Map<String, String> BOTH = Map.of("row", "<tr id=\"row\">", "clock", "<p id=\"clock\">");
    private static final Map<String, String> CLOCK = Map.of("clock", "<p id=\"clock\">");

    private Live.Rendered next = new Live.Rendered(BOTH, true);
    private final Broadcast page = new Broadcast(() -> next);

    @Test
    void aPartThatIsNoLongerThereIsTakenOffThePage() {
        page.tick();
        next = new Live.Rendered(CLOCK, true);
        page.tick();
        assertThat(page.parts().get("row").html()).isEqualTo("<i id=\"row\" data-gone></i>");
    }

    /** The ticker, another thread, would write the head of the answer at the same time as the request. */
    @Test
    void theHeadOfAStreamIsWrittenAsItJoins() {
        Sink sink = new Sink(new ArrayList<>());
        page.join(sink, new SseImpl());
        assertThat(sink.sent).hasSize(1);
        assertThat(sink.sent.getFirst().getData()).isNull();
        page.greet();
        assertThat(sink.sent).extracting(OutboundSseEvent::getData).containsAll(BOTH.values());
    }

    @Test
    void whileTheStoreIsAwayAPartStaysAsItWas() {
        page.tick();
        Broadcast.Part before = page.parts().get("row");
        next = new Live.Rendered(CLOCK, false);
        page.tick();
        assertThat(page.parts().get("row")).isSameAs(before);
        next = new Live.Rendered(BOTH, true);
        page.tick();
        assertThat(page.parts().get("row")).isSameAs(before);
    }

    /** A stream that takes everything at once. */
    private record Sink(List<OutboundSseEvent> sent) implements SseEventSink {
        @Override
        public boolean isClosed() {
            return false;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            sent.add(event);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
