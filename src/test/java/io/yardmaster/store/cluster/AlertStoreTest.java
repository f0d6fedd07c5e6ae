package io.yardmaster.store.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.AlertStore.Change;
import io.yardmaster.store.cluster.AlertStore.Kept;
import io.yardmaster.store.cluster.AlertStore.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Evaluations and what they write, over a real Redis. */
class AlertStoreTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private AlertStore store;
    private WebhookStore webhooks;

    @BeforeEach
    void open() {
        store = new AlertStore(yard.links);
        webhooks = new WebhookStore(yard.links);
    }

    @Test
    void ofThreeNodesOneEvaluates() {
        assertThat(Stream.generate(() -> store.claim(60_000).number()).limit(3)).containsExactly(1L, 0L, 0L);
        assertThat(store.claim(60_000).dueInMs()).isBetween(50_000L, 60_000L);
    }

    @Test
    void aShorterIntervalCountsAtOnce() {
        store.claim(3_600_000);
        assertThat(store.claim(1_000).number()).isEqualTo(2);
    }

    @Test
    void anEvaluationThatWasOvertakenWritesNothing() {
        long slow = store.claim(0).number();
        long fast = store.claim(0).number();
        assertThat(store.judge(slow, List.of(change("a1", "firing", "x")))).isFalse();
        assertThat(store.newest("all", null, 10)).isEmpty();
        assertThat(store.judge(fast, List.of(change("a1", "firing", "x")))).isTrue();
        assertThat(store.newest("firing", null, 10)).hasSize(1);
    }

    @Test
    void aCallWhoseReplyWasLostTellsNobodyTwice() {
        long number = store.claim(0).number();
        List<Change> changes = List.of(change("a1", "firing", "x"));
        store.judge(number, changes);
        store.judge(number, changes);
        assertThat(webhooks.outbox(10)).containsExactly("to a1");
        assertThat(webhooks.message("m-a1-firing")).contains("body");
        webhooks.sent("to a1");
        webhooks.sent("to a1");
        assertThat(webhooks.outbox(10)).isEmpty();
    }

    @Test
    void anAlertIsInOneStateAndItsPlaceIsFreeAtItsEnd() {
        long number = store.claim(0).number();
        for (String state : List.of("pending", "firing")) {
            store.judge(number, List.of(change("a1", state, state)));
            assertThat(store.open()).containsOnlyKeys("rule queue");
        }
        store.judge(number, List.of(change("a1", "resolved", "resolved")));
        assertThat(store.open()).isEmpty();
        assertThat(store.newest("firing", null, 10)).isEmpty();
        assertThat(store.newest("resolved", null, 10)).extracting(Kept::id).containsExactly("a1");
    }

    @Test
    void whatIsOverBeforeItFiredIsForgotten() {
        long number = store.claim(0).number();
        store.judge(number, List.of(change("a1", "pending", "x")));
        store.judge(number, List.of(new Change("a1", 1, "rule queue", "", "gone", null)));
        assertThat(store.newest("all", null, 10)).isEmpty();
        assertThat(store.open()).isEqualTo(Map.of());
    }

    @Test
    void pagesGoOnBelowTheLastNumber() {
        long number = store.claim(0).number();
        store.judge(
                number,
                Stream.of(1, 2, 3)
                        .map(i -> change("a" + i, "resolved", "x" + i))
                        .toList());
        List<Kept> first = store.newest("all", null, 2);
        assertThat(first).extracting(Kept::id).containsExactly("a3", "a2");
        assertThat(store.newest("all", first.getLast().number(), 2))
                .extracting(Kept::id)
                .containsExactly("a1");
    }

    @Test
    void theFirstWhoAcknowledgesCounts() {
        store.judge(store.claim(0).number(), List.of(change("a1", "firing", "x")));
        store.acknowledge("a1", "mira");
        store.acknowledge("a1", "jonas");
        assertThat(store.all(List.of("a1", "a9")))
                .extracting(Kept::acknowledged)
                .containsExactly("mira");
    }

    private static Change change(String id, String state, String alert) {
        Message message = new Message("m-" + id + "-" + state, "body", "to " + id);
        return new Change(id, Long.parseLong(id.substring(1)), "rule queue", state, alert, message);
    }
}
