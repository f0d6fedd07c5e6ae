package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.yardmaster.store.Store;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
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
    void aSettingThatLosesJobsIsSeenWhileItRuns() {
        yard.ask(Command.CONFIG, "SET", "maxmemory-policy", "allkeys-lru");
        for (int turn = 0; turn < 30; turn++) {
            health.turn();
        }
        assertThat(health.storeComplaints()).singleElement().asString().contains("allkeys-lru");
    }
}
