package io.yardmaster.engine.node;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.store.Store;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node says of a store that answers and yet cannot work. */
class HealthTest {
    @RegisterExtension
    static final Yard yard = Yard.outside();

    private Store store;
    private Health health;

    @BeforeEach
    void open() {
        store = Stores.open(yard);
        health = new Health(store, yard.clock);
        health.turn();
        assertThat(health.isStoreWriting()).isTrue();
        assertThat(health.storeTrouble()).isNull();
    }

    @AfterEach
    void mend() {
        yard.ask(Command.CONFIG, "SET", "maxmemory", 0, "maxmemory-policy", "noeviction");
        yard.ask(Command.REPLICAOF, "NO", "ONE");
    }

    @Test
    void aFullStoreIsNotReadyAndYetReachable() {
        yard.ask(Command.CONFIG, "SET", "maxmemory", 1);
        health.turn();
        assertThat(health.isStoreWriting()).isFalse();
        assertThat(health.isStoreReachable()).isTrue();
        assertThat(health.storeTrouble()).contains("memory of Redis is full");
        yard.ask(Command.CONFIG, "SET", "maxmemory", 0);
        health.turn();
        assertThat(health.storeTrouble()).isNull();
    }

    @Test
    void aDemotedMasterIsAwayAndItsConnectionIsDropped() {
        String before = yard.ask(Command.CLIENT, "ID").toString();
        yard.ask(Command.REPLICAOF, "127.0.0.1", 1);
        health.turn();
        assertThat(health.isStoreReachable()).isFalse();
        assertThat(health.storeTrouble()).contains("READONLY");
        await().until(() -> yard.links.rest().isUp());
        assertThat(yard.ask(Command.CLIENT, "ID").toString()).isNotEqualTo(before);
        yard.ask(Command.REPLICAOF, "NO", "ONE");
        health.turn();
        assertThat(health.isStoreReachable()).isTrue();
    }

    @Test
    void aLoopThatStandsForTenSecondsMakesTheNodeNotReady() {
        AtomicLong nanos = new AtomicLong();
        Health watching = new Health(store, yard.clock, nanos::get);
        Loop loop = new Loop("schedules", () -> 0, nanos::get);
        watching.watch(loop);
        loop.turn();
        nanos.addAndGet(9_999_000_000L);
        assertThat(watching.isWorking()).isTrue();
        nanos.addAndGet(1_000_000);
        assertThat(watching.isWorking()).isFalse();
        loop.turn();
        assertThat(watching.isWorking()).isTrue();
    }

    @Test
    void aLoopThatFailsForThirtySecondsMakesTheNodeNotReady() {
        AtomicLong nanos = new AtomicLong();
        AtomicBoolean broken = new AtomicBoolean(true);
        Health watching = new Health(store, yard.clock, nanos::get);
        Loop loop = new Loop("schedules", () -> fail(broken), nanos::get);
        watching.watch(loop);
        for (int second = 1; second <= 30; second++) {
            nanos.addAndGet(1_000_000_000);
            loop.turn();
            assertThat(watching.isWorking()).as("after %d s", second).isTrue();
        }
        nanos.addAndGet(1_000_000_000);
        loop.turn();
        assertThat(watching.isWorking()).isFalse();
        assertThat(watching.progress()).containsExactly(new Health.LoopProgress("schedules", 31_000));
        broken.set(false);
        loop.turn();
        assertThat(watching.isWorking()).isTrue();
    }

    private static long fail(AtomicBoolean broken) {
        if (broken.get()) {
            throw new IllegalStateException("it always fails");
        }
        return 0;
    }

    @Test
    void aSettingThatLosesJobsIsSeenWhileItRuns() {
        yard.ask(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");
        for (int turn = 0; turn < 30; turn++) {
            health.turn();
        }
        assertThat(health.storeComplaints()).singleElement().asString().contains("allkeys-lru");
    }
}
