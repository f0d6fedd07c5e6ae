package io.yardmaster.engine.worker.dispatch;

import io.yardmaster.engine.claims.Settled;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Settlement;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends the ends that are no completions: retry, death, cancel, release; one call of a track under way. */
public final class Settles {
    private static final Logger LOG = Logger.getLogger(Settles.class);
    private static final int LARGEST = 50;

    private final Dispatcher dispatcher;
    private final Calls calls;

    Settles(Dispatcher dispatcher, Calls calls) {
        this.dispatcher = dispatcher;
        this.calls = calls;
    }

    /** An end to be written, and the run that it is of. */
    record Unsent(Run run, Settled settled) {}

    void send(Track track) {
        if (track.settled.isEmpty() || track.settlesUnderWay > 0 || track.isPausing()) {
            return;
        }
        List<Unsent> batch = new ArrayList<>();
        List<Claim> drops = new ArrayList<>();
        while (batch.size() < Work.atOnce(LARGEST) && !track.settled.isEmpty()) {
            Unsent next = track.settled.poll();
            batch.add(next);
            if (next.run().open.sent(1)) {
                drops.add(next.run().open.claim);
            }
        }
        track.settlesUnderWay++;
        calls.claims()
                .settle(track.queue, batch.stream().map(Unsent::settled).toList(), drops)
                .whenComplete((accepted, fault) -> dispatcher.post(() -> {
                    track.settlesUnderWay--;
                    if (fault == null) {
                        answered(track, batch, accepted);
                    } else {
                        failed(track, batch, fault);
                    }
                    dispatcher.ready.add(track);
                }));
    }

    private void answered(Track track, List<Unsent> batch, List<Settled> accepted) {
        batch.forEach(one -> track.acknowledged(one.run().open, 1));
        dispatcher.hungry.roomMade(track);
        for (Settled one : accepted) {
            if (one.settlement().to() == Settlement.To.RETRYING) {
                calls.dueIn().accept(track.queue, one.settlement().delayMs());
            }
        }
    }

    private void failed(Track track, List<Unsent> batch, Throwable fault) {
        LOG.debugf("settle of %s failed: %s", track.queue, fault.getMessage());
        track.failed(false, 0);
        for (Unsent one : batch.reversed()) {
            one.run().open.unsent++;
            track.settled.addFirst(one);
        }
    }
}
