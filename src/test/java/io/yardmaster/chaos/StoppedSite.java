package io.yardmaster.chaos;

import static io.yardmaster.Patience.await;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A node that stands still while it has jobs, which others run again once its lease is over. */
final class StoppedSite {
    /** Less than what is left of a lease just before it is renewed. */
    private static final long HOLD_NANOS = 2_500_000_000L;

    private final Site site;
    private final Client client;
    private final Ledger ledger;
    private final CountDownLatch never = new CountDownLatch(1);

    StoppedSite(Site site, Client client, Ledger ledger) {
        this.site = site;
        this.client = client;
        this.ledger = ledger;
    }

    /** Stops it, and holds the next calls of its jobs before its lease can be over. Returns the jobs. */
    Set<String> stop() throws IOException, InterruptedException {
        for (int tries = 0; tries < 20; tries++) {
            await().ignoreExceptionsInstanceOf(IOException.class).until(() -> !jobs().isEmpty());
            long begun = System.nanoTime();
            site.signal("STOP");
            never.await(200, TimeUnit.MILLISECONDS); // what it sent before has arrived
            Set<String> its = jobs();
            ledger.hold(its);
            if (!its.isEmpty() && System.nanoTime() - begun < HOLD_NANOS) {
                return its;
            }
            goOn();
            ledger.release();
            never.await(1, TimeUnit.SECONDS);
        }
        throw new AssertionError("this machine is too slow to stop a node that has jobs");
    }

    void goOn() throws IOException, InterruptedException {
        site.signal("CONT");
    }

    /** Those that it has begun: what was claimed and not yet heard of does not end as late as they do. */
    private Set<String> jobs() throws IOException, InterruptedException {
        return client.all("active").stream()
                .filter(job -> site.isWorker(job.get("worker").asText()))
                .filter(job -> ledger.calls(job.get("id").asText())
                        > job.get("attempts").size())
                .map(job -> job.get("id").asText())
                .collect(Collectors.toCollection(HashSet::new));
    }
}
