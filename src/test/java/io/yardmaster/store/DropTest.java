package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.job.unique.Unique.Until;
import io.yardmaster.store.MetricStore.Addition;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.cluster.SettingsStore.Versioned;
import io.yardmaster.store.redis.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A queue that holds no job ends with all that is kept of it. */
class DropTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void noKeyOfItsSlotIsLeft() {
        MetricStore metrics = new MetricStore(yard.links);
        configure();
        yard.enqueue(job("a", "g1"), job("b", "g1"), job("c", "g2"));
        Turned turned = claim();
        String dead = Yard.ids(turned).getFirst();
        JobError error = JobError.of("Boom", "no").in("demo.noop");
        Attempt last = Yard.attempt(turned.claim("w"), 1, Attempt.End.FATAL, error);
        yard.settle(Yard.settlement(turned.claim("w"), Settlement.To.DEAD, 0, job(dead, "g1"), last));
        claim();
        claim();
        metrics.record("n", List.of(new Addition(Yard.QUEUE, 1, Yard.AT, Map.of("ok", 1L, "t\tok", 1L), 1L)));
        yard.queues.pause(List.of(Yard.QUEUE), true);
        new MarkStore(yard.links, yard.queues).remember(List.of(Yard.QUEUE), "ops", Yard.AT);
        assertThat(left()).contains("ym:{q}:shut", "ym:{q}:buckets", "ym:{q}:unique", "ym:{q}:prints");
        assertThat(yard.queues.drop(Yard.QUEUE)).isFalse();

        removeAll();
        assertThat(yard.queues.drop(Yard.QUEUE)).isTrue();
        metrics.forget(Yard.QUEUE, Yard.AT);
        yard.queues.delist(Yard.QUEUE);
        assertThat(left()).isEmpty();
        assertThat(yard.queues.exists(Yard.QUEUE)).isFalse();
        assertThat(yard.ask(Command.HLEN, Keys.SETTINGS).toInteger()).isZero();
    }

    @Test
    void aWorkerThatStillLooksForJobsMakesNoneOfItsKeys() {
        yard.queues.drop(Yard.QUEUE);
        yard.queues.delist(Yard.QUEUE);
        assertThat(Yard.ids(yard.turn(new Turn("w", Yard.LEASE_MS).want(1, true))))
                .isEmpty();
        assertThat(left()).isEmpty();
    }

    private static void configure() {
        RateLimit rate = new RateLimit(1, 60_000, RateLimit.By.GROUP);
        new SettingsStore(yard.links)
                .write(Yard.QUEUE, new Versioned(0, QueueSettings.NONE), QueueSettings.NONE.withRateLimit(rate));
    }

    private static Turned claim() {
        return LimitTest.claim(yard, 0, "w", 1);
    }

    private static void removeAll() {
        for (String id : List.of("a", "b", "c")) {
            for (JobState state : yard.statesOf(id)) {
                if (state == JobState.ACTIVE) {
                    yard.settle(Yard.settlement(
                            yard.leases.active(Yard.QUEUE).get(id), Settlement.To.CANCELLED, 0, job(id, "g"), null));
                }
            }
            for (JobState state : JobState.values()) {
                if (state != JobState.ACTIVE) {
                    yard.jobs.remove(Yard.QUEUE, state, null, List.of(id));
                }
            }
        }
    }

    private static Job job(String id, String group) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE
                .with(Option.GROUP, group)
                .with(Option.UNIQUE, new Unique("key of " + id, 60_000, Until.FINISH));
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }

    private static List<String> left() {
        return Wire.texts(yard.ask(Command.KEYS, "*{q}*"));
    }
}
