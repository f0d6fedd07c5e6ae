package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.cluster.NodeStore;
import io.yardmaster.store.cluster.OperationStore;
import io.yardmaster.store.cluster.SessionStore;
import io.yardmaster.store.redis.StoreAwayException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis whose memory is full: what runs goes on, a person can make room, nothing new is taken. */
class FullStoreTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private Claim claim;

    @BeforeEach
    void fill() {
        yard.enqueue("a", "b", "c", "waits");
        claim = yard.hold("w", Yard.LEASE_MS, "a", "b", "c");
        yard.ask(Command.CONFIG, "SET", "maxmemory", 1);
    }

    @AfterEach
    void makeRoom() {
        yard.ask(Command.CONFIG, "SET", "maxmemory", 0);
    }

    @Test
    void newJobsAreRefused() {
        assertThatThrownBy(() -> yard.enqueue("new"))
                .isInstanceOfSatisfying(
                        StoreAwayException.class,
                        away -> assertThat(away.refusal()).isEqualTo("OOM"));
    }

    @Test
    void runningJobsKeepTheirLeaseAndEnd() {
        assertThat(yard.leases
                        .renew(Yard.QUEUE, List.of(claim), 2 * Yard.LEASE_MS)
                        .gone())
                .isEmpty();
        assertThat(yard.settle(
                        Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("a"), null),
                        Yard.settlement(claim, Settlement.To.RETRYING, 5, Yard.job("b"), null)))
                .isEmpty();
        assertThat(yard.complete(claim, "c")).isEmpty();
        assertThat(yard.statesOf("a")).containsExactly(JobState.DEAD);
        assertThat(yard.statesOf("c")).containsExactly(JobState.COMPLETED);
    }

    @Test
    void aPersonCanSignInPauseAndPurge() {
        new SessionStore(yard.links).put("hash", "who", 60);
        new OperationStore(yard.links).save("one", "node", "{}", 1_000);
        new NodeStore(yard.links).beat("node", "{}");
        yard.queues.pause(List.of(Yard.QUEUE), true);
        yard.queues.pauseNew(true);
        assertThat(yard.survey().paused()).isTrue();
        assertThat(new SessionStore(yard.links).get("hash").join()).contains("who");
        assertThat(yard.ask(Command.TTL, "ym:session:hash").toInteger()).isBetween(50, 60);
        assertThat(yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("waits")))
                .containsExactly("waits");
    }
}
