package io.yardmaster.web.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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
}
