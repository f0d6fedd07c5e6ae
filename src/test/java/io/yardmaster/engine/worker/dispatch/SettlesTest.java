package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Job;
import io.yardmaster.job.Outcome;
import io.yardmaster.job.Reason;
import io.yardmaster.job.Tally;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Settlement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettlesTest {
    private final Track track = new Track(Yard.QUEUE, new SlotPool(new Settings.Pool(List.of(), 1)));
    private final Settles settles = new Settles(null, null, InstantSource.fixed(Instant.ofEpochMilli(Yard.AT)));

    @Test
    void anOutcomeThatCannotBeDecidedIsAFailureOfItsJob() {
        Settlement settlement = settled(Yard.job("a"), new Outcome.Fatal(null, Reason.BAD_PAYLOAD));
        assertThat(settlement.to()).isEqualTo(Settlement.To.RETRYING);
        assertThat(settlement.job().tally().failures()).isEqualTo(1);
        assertThat(settlement.attempt().error().type()).contains("NullPointerException");
    }

    @Test
    void whatIsReleasedWaitsAgainASuspectInItsOwnLane() {
        Job suspect = Yard.job("s", 10, 1, new Tally(0, 2, 0));
        assertThat(settled(Yard.job("a"), new Outcome.Released(0)).to()).isEqualTo(Settlement.To.WAITING);
        assertThat(settled(suspect, new Outcome.Released(0)).to()).isEqualTo(Settlement.To.SUSPECT);
        assertThat(settled(suspect, new Outcome.Released(5)).to()).isEqualTo(Settlement.To.RETRYING);
    }

    private Settlement settled(Job job, Outcome outcome) {
        OpenClaim open = new OpenClaim(new Claim(1, Yard.AT, "w"));
        Run run = new Run(job, open, 0, null, new Run.Surroundings(ended -> {}, null));
        run.refuse(outcome);
        settles.add(track, run);
        return track.settled.pollLast().settlement();
    }
}
