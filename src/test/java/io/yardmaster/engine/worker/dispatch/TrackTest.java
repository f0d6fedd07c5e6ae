package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {
    private static final long LONG = 60_000_000_000L;

    private QueueSettings set = QueueSettings.NONE;
    private final Track track = new Track("q", new SlotPool(new Settings.Pool(List.of(), 10)), () -> set);

    @Test
    void whileEveryReplyCameNoClaimIsLost() {
        track.named(3);
        assertThat(track.mayBeLost(claim(4))).isFalse();
        track.failed(false, LONG);
        assertThat(track.mayBeLost(claim(4))).isFalse();
    }

    @Test
    void aClaimThatNoReplyNamedMayBeLost() {
        track.named(3);
        track.failed(true, LONG);
        track.named(5);
        assertThat(track.mayBeLost(claim(3))).isFalse();
        assertThat(track.mayBeLost(claim(4))).isTrue();
        assertThat(track.mayBeLost(claim(5))).isFalse();
        assertThat(track.isPausing()).isTrue();
    }

    @Test
    void aSecondFailureDoesNotHideWhatTheFirstLost() {
        track.named(3);
        track.failed(true, LONG);
        track.named(5);
        track.failed(true, LONG);
        assertThat(track.mayBeLost(claim(4))).isTrue();
        assertThat(track.mayBeLost(claim(5))).isFalse();
        assertThat(track.mayBeLost(claim(6))).isTrue();
    }

    @Test
    void aClaimThatRunsHereIsNotLost() {
        track.failed(true, LONG);
        track.claims.put(7L, new OpenClaim(claim(7), null));
        assertThat(track.mayBeLost(claim(7))).isFalse();
    }

    @Test
    void itIsLookedForAWhileOnlyAndLongerAfterAnotherFailure() {
        track.failed(true, 0);
        assertThat(track.lost.isOver()).isTrue();
        track.failed(true, LONG);
        assertThat(track.lost.isOver()).isFalse();
    }

    @Test
    void theLookEndsUnlessAnotherCallFailedMeanwhile() {
        track.failed(true, LONG);
        track.foundAll();
        assertThat(track.mayBeLost(claim(1))).isTrue();
        track.failed(true, 0);
        track.foundAll();
        assertThat(track.mayBeLost(claim(1))).isFalse();
    }

    @Test
    void whatRunsAndWhatIsAskedForCountsAgainstTheNodesLimit() {
        assertThat(track.room()).isEqualTo(Integer.MAX_VALUE);
        set = set.withConcurrency(new Concurrency(5, null, null, null));
        track.held = 2;
        track.allot(new SlotPool.Share(1, 1));
        assertThat(track.room()).isEqualTo(1);
        track.settle(new SlotPool.Share(1, 1), 1, 1);
        assertThat(track.room()).isEqualTo(3);
        track.held = 9;
        assertThat(track.room()).isZero();
    }

    @Test
    void whatAClaimDidNotBringIsNoStart() {
        set = set.withWeight(2);
        track.allot(new SlotPool.Share(6, 4));
        assertThat(track.served).isEqualTo(5);
        track.settle(new SlotPool.Share(6, 4), 2, 2);
        assertThat(track.served).isEqualTo(1);
    }

    private static Claim claim(long epoch) {
        return new Claim(epoch, 0, "w");
    }
}
