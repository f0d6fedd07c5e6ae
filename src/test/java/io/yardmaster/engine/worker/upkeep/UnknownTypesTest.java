package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.jobs.Told;
import io.yardmaster.engine.node.Beats;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.call.Written;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownTypesTest {
    private static final long PATIENCE_MS = 5_000;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final AtomicLong nanos = new AtomicLong();
    private Beats beats;
    private UnknownTypes unknown;

    @BeforeEach
    void refuseOne() {
        WorkerStores stores = new WorkerStores(
                yard.claims, yard.leases, yard.queues, yard.jobs, yard.places, null, yard.links, yard.clock);
        beats = new Beats(yard.links, yard.clock);
        unknown = new UnknownTypes(stores, yard.reader, beats.nodes(), new Told().events(), PATIENCE_MS, nanos::get);
        yard.enqueue("a");
        Turned turned = yard.claim("w", 1, Yard.LEASE_MS);
        Claim claim = turned.claim("w");
        yard.settle(new Settlement("a", claim, Settlement.To.TYPED, 0, Written.NOTHING, null));
    }

    @Test
    void aJobOfATypeThatNobodyKnowsIsDeadInTime() {
        lookAfterMs(0);
        lookAfterMs(PATIENCE_MS - 1);
        assertThat(find("a").state()).isEqualTo(JobState.WAITING);
        lookAfterMs(1);
        assertThat(find("a").state()).isEqualTo(JobState.DEAD);
        assertThat(find("a").standing().ending().reason()).isEqualTo(Reason.UNKNOWN_HANDLER);
    }

    @Test
    void aTypeThatWasSeenAgainBeginsAnew() {
        lookAfterMs(0);
        lookAfterMs(PATIENCE_MS - 1);
        beats.beat("node", List.of("demo.noop"));
        lookAfterMs(1);
        beats.leave("node");
        lookAfterMs(1);
        lookAfterMs(PATIENCE_MS - 1);
        assertThat(find("a").state()).isEqualTo(JobState.WAITING);
        lookAfterMs(1);
        assertThat(find("a").state()).isEqualTo(JobState.DEAD);
    }

    private void lookAfterMs(long ms) {
        nanos.addAndGet(ms * 1_000_000);
        beats.forgetWhatWasSeen();
        unknown.turn();
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }
}
