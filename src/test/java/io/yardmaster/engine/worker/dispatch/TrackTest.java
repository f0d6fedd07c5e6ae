package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.job.attempt.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {
    private static final long LONG = 60_000_000_000L;

    private final Track track = new Track("q", new SlotPool(new Settings.Pool(List.of(), 10)));

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

    private static Claim claim(long epoch) {
        return new Claim(epoch, 0, "w");
    }
}
