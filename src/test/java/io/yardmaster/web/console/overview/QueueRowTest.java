package io.yardmaster.web.console.overview;

import static io.yardmaster.web.console.YardScenes.info;
import static io.yardmaster.web.console.YardScenes.lane;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.web.console.YardScenes;
import org.junit.jupiter.api.Test;

class QueueRowTest {
    @Test
    void aQueueThatKeepsUpIsPlain() {
        QueueRow row = row(lane("email", 3), false);
        assertThat(row.glyph()).isEqualTo("dot");
        assertThat(row.bad()).isFalse();
        assertThat(row.figures().waiting()).isEqualTo("3");
        assertThat(row.meter().shared()).isFalse();
    }

    @Test
    void aFailingQueueIsTintedAndItsRateRed() {
        QueueRow row = row(lane(info("pay", false, 0, 0, 8), 100, 50), true);
        assertThat(row.bad()).isTrue();
        assertThat(row.off().errors()).isTrue();
        assertThat(row.meter().shared()).isTrue();
        assertThat(row.errorsHref()).as("nothing retries and nothing is dead").isEqualTo("/queues/pay");
    }

    @Test
    void aQueueThatNobodyServesHasItsSlotsInRed() {
        QueueRow row = row(lane(info("imports", false, 5, 1, 0), 0, 0), false);
        assertThat(row.glyph()).isEqualTo("critical");
        assertThat(row.off().slots()).isTrue();
    }

    @Test
    void aPausedQueueSaysSo() {
        QueueRow row = row(lane(info("news", true, 5, 900_000, 4), 0, 0), false);
        assertThat(row.glyph()).isEqualTo("paused");
        assertThat(row.off().oldest()).isFalse();
    }

    private static QueueRow row(QueueSnapshot queue, boolean shares) {
        return QueueRow.of(queue, YardScenes.yard(queue).glyph(queue.name()), shares);
    }
}
