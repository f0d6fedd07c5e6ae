package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.dispatch.SlotPool.Share;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.call.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotPoolTest {
    private final SlotPool slots = new SlotPool(new Settings.Pool(List.of(), 10));
    private final Track track = new Track("q", slots, () -> QueueSettings.NONE);
    private final Track other = new Track("other", slots, () -> QueueSettings.NONE);

    @Test
    void theLastFreeSlotIsGivenOnce() {
        slots.take(9);
        assertThat(shares(track, other)).containsExactly(new Share(1, 0));
        slots.reserve(new Share(1, 0));
        assertThat(shares(track, other)).isEmpty();
        slots.take(3);
        assertThat(shares(track, other)).isEmpty();
    }

    @Test
    void shortJobsAreClaimedAheadAtMostTenMillisecondsOfWork() {
        assertThat(share(1_000)).isEqualTo(new Share(10, 100));
        assertThat(share(5_000)).isEqualTo(new Share(10, 20));
        assertThat(share(5)).isEqualTo(new Share(10, Turn.LARGEST - 10));
    }

    @Test
    void longAndUnknownJobsAreNeverClaimedAhead() {
        assertThat(share(-1).ahead()).isZero();
        assertThat(share(10_001).ahead()).isZero();
    }

    @Test
    void whatIsPromisedIsNotPromisedAgain() {
        slots.reserve(share(1_000));
        assertThat(share(1_000)).isEqualTo(Share.NONE);
        assertThat(slots.busy()).isZero();
        slots.settle(new Share(10, 100), 4);
        assertThat(slots.busy()).isEqualTo(4);
        assertThat(share(1_000)).isEqualTo(new Share(6, 100));
    }

    @Test
    void aLineThatIsHalfFullAsksForNoFewMore() {
        slots.take(10);
        slots.reserve(new Share(0, 60));
        assertThat(share(1_000)).isEqualTo(Share.NONE);
        slots.settle(new Share(0, 20), 0);
        assertThat(share(1_000)).isEqualTo(new Share(0, 60));
    }

    @Test
    void fewerSlotsThanRunTakeNoMoreUntilThoseHaveEnded() {
        slots.take(8);
        slots.resize(6);
        assertThat(share(-1)).isEqualTo(Share.NONE);
        for (int i = 0; i < 3; i++) {
            slots.release();
        }
        assertThat(share(-1)).isEqualTo(new Share(1, 0));
    }

    private Share share(double meanMicros) {
        track.meanMicros = meanMicros;
        return shares(track).stream().findFirst().orElse(Share.NONE);
    }

    private List<Share> shares(Track... among) {
        return List.copyOf(new Round(slots, false, (one, jobs) -> true)
                .shares(List.of(among))
                .values());
    }
}
