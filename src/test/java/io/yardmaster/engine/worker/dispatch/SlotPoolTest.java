package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.dispatch.SlotPool.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPoolTest {
    private static final int MOST = 256;
    private final SlotPool slots = new SlotPool(new Settings.Pool(List.of(), 10));

    @Test
    void theLastFreeSlotIsGivenOnce() {
        slots.take(9);
        slots.hungry(2);
        Share last = slots.share(-1, MOST);
        assertThat(last).isEqualTo(new Share(1, 0));
        slots.reserve(last);
        assertThat(slots.share(-1, MOST)).isEqualTo(Share.NONE);
        slots.take(3);
        assertThat(slots.share(-1, MOST)).isEqualTo(Share.NONE);
    }

    @Test
    void shortJobsAreClaimedAheadAtMostTenMillisecondsOfWork() {
        assertThat(slots.share(1_000, MOST)).isEqualTo(new Share(10, 100));
        assertThat(slots.share(5_000, MOST)).isEqualTo(new Share(10, 20));
        assertThat(slots.share(5, 10_000)).isEqualTo(new Share(10, 256));
        assertThat(slots.share(5, MOST)).isEqualTo(new Share(10, 246));
    }

    @Test
    void longAndUnknownJobsAreNeverClaimedAhead() {
        assertThat(slots.share(-1, MOST).ahead()).isZero();
        assertThat(slots.share(10_001, MOST).ahead()).isZero();
    }

    @Test
    void whatIsPromisedIsNotPromisedAgain() {
        slots.reserve(slots.share(1_000, MOST));
        assertThat(slots.share(1_000, MOST)).isEqualTo(Share.NONE);
        slots.settle(new Share(10, 100), 4);
        assertThat(slots.share(1_000, MOST)).isEqualTo(new Share(6, 100));
    }

    @Test
    void aLineThatIsHalfFullAsksForNoFewMore() {
        slots.take(10);
        slots.reserve(new Share(0, 60));
        assertThat(slots.share(1_000, MOST)).isEqualTo(Share.NONE);
        slots.settle(new Share(0, 20), 0);
        assertThat(slots.share(1_000, MOST)).isEqualTo(new Share(0, 60));
    }
}
