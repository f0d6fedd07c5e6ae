package io.yardmaster.engine.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.Command;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.cluster.SettingsStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueueTuningTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private LiveSettings here;
    private LiveSettings there;
    private QueueTuning tuning;

    @BeforeEach
    void twoNodes() {
        SettingsStore store = new SettingsStore(yard.links);
        here = new LiveSettings(store);
        there = new LiveSettings(store);
        tuning = new QueueTuning(store, yard.queues, here);
        here.turn();
        there.turn();
    }

    @Test
    void everyNodeSeesAChangeWithItsNextLook() {
        tuning.change(Yard.QUEUE, before -> before.withWeight(5));
        there.turn();
        assertThat(there.of(Yard.QUEUE).weight()).isEqualTo(5);
        tuning.change(Yard.QUEUE, before -> before.withWeight(7));
        there.turn();
        assertThat(there.of(Yard.QUEUE).weight()).isEqualTo(7);
        assertThat(there.of("other")).isEqualTo(QueueSettings.NONE);
        assertThat(yard.survey().settings().weight()).isEqualTo(7);
    }

    @Test
    void aChangeThatWasNeverToldIsSeenAfterAWhile() {
        tuning.change(Yard.QUEUE, before -> before.withWeight(5));
        there.turn();
        long version = new SettingsStore(yard.links)
                .read(List.of(Yard.QUEUE))
                .get(Yard.QUEUE)
                .version();
        String told =
                yard.ask(Command.HGET, Keys.SETTINGS, "queue:" + Yard.QUEUE).toString();
        tuning.change(Yard.QUEUE, before -> before.withWeight(6));
        yard.ask(Command.HSET, Keys.SETTINGS, "queue:" + Yard.QUEUE, told);
        assertThat(told).isEqualTo(Long.toString(version));
        for (int i = 0; i < 60; i++) {
            there.turn();
        }
        assertThat(there.of(Yard.QUEUE).weight()).isEqualTo(6);
    }

    @Test
    void changesOfTwoWhoChangeAtOnceAreBothKept() {
        AtomicInteger asked = new AtomicInteger();
        tuning.change(Yard.QUEUE, before -> {
            if (asked.getAndIncrement() == 0) {
                tuning.change(Yard.QUEUE, inner -> inner.withGroupLimit(3));
            }
            return before.withWeight(5);
        });
        assertThat(asked).hasValue(2);
        assertThat(yard.survey().settings())
                .isEqualTo(QueueSettings.NONE.withWeight(5).withGroupLimit(3));
    }

    @Test
    void ofManyWhoChangeAtOnceNoneIsLost() {
        var all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.runAsync(() -> tuning.change(
                        Yard.QUEUE, before -> before.withWeight(before.weight() == null ? 1 : before.weight() + 1))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();
        assertThat(yard.survey().settings().weight()).isEqualTo(16);
    }

    @Test
    void aRefusedChangeMakesNoQueue() {
        assertThatThrownBy(() -> tuning.change("new", before -> {
                    throw new IllegalArgumentException("refused");
                }))
                .hasMessage("refused");
        assertThat(yard.queues.exists("new")).isFalse();
        tuning.change("new", before -> before);
        assertThat(yard.queues.exists("new")).isTrue();
    }

    @Test
    void settingsEditedByHandIntoNonsenseCountAsNone() {
        tuning.change(Yard.QUEUE, before -> before.withWeight(5));
        yard.ask(Command.HSET, yard.keys.of(Key.META), "settings", "\u0001\u0001\u0001");
        assertThat(yard.survey().settings()).isEqualTo(QueueSettings.NONE);
        tuning.change(Yard.QUEUE, before -> before.withConcurrency(new Concurrency(null, 4, null, null)));
        there.turn();
        assertThat(there.of(Yard.QUEUE).concurrency().total()).isEqualTo(4);
    }
}
