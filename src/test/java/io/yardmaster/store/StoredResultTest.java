package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.ClaimStore.FirstResult;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.redis.Wire;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first result of a job type and idempotency key is stored, for its time and within its bound. */
class StoredResultTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final long TTL_MS = 60_000;

    @Test
    void theFirstResultWinsAndNamesItsJob() {
        yard.enqueue(job("a"), job("b"));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a", "b");
        assertThat(first()).isEmpty();
        assertThat(yard.settle(completion("b", claim, "2"))).isEmpty();
        assertThat(yard.settle(completion("a", claim, "1"))).isEmpty();
        assertThat(first()).contains(new FirstResult("b", "2"));
        JobView view = yard.reader.find(Yard.QUEUE, "a").orElseThrow();
        assertThat(view.result()).isEqualTo("1");
        assertThat(view.standing().claim().startedAt()).isEqualTo(Yard.AT);
        assertThat(view.attempts()).hasSize(1);
    }

    @Test
    void aResultIsNotThereAnyMoreOnceItsTimeIsOver() {
        yard.enqueue(job("a"));
        yard.settle(completion("a", yard.hold("w", Yard.LEASE_MS, "a"), null));
        assertThat(first()).contains(new FirstResult("a", null));
        yard.ask(Command.ZADD, yard.keys.of(Key.STORED_ENDS), 1, Settlement.StoredAs.field("demo.noop", "k"));
        assertThat(first()).isEmpty();
        assertThat(yard.queues.kept(List.of(Yard.QUEUE)).getFirst().forgettable())
                .isEqualTo(1);
        assertThat(yard.jobs.forget(Yard.QUEUE)).isEqualTo(1);
        assertThat(yard.ask(Command.EXISTS, yard.keys.of(Key.STORED), yard.keys.of(Key.STORED_ENDS))
                        .toInteger())
                .isZero();
        assertThat(bytes()).isZero();
    }

    @Test
    void aJobThatRepeatsCompletesWithoutARunAndSaysWhy() {
        yard.enqueue(job("a"));
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        Ending ending = new Ending(Reason.IDEMPOTENT, "job b of its key completed before");
        assertThat(yard.settle(Settlement.repetition(job("a"), claim, "7", ending)))
                .isEmpty();
        JobView view = yard.reader.find(Yard.QUEUE, "a").orElseThrow();
        assertThat(view.state()).isEqualTo(JobState.COMPLETED);
        assertThat(view.result()).isEqualTo("7");
        assertThat(view.standing().ending()).isEqualTo(ending);
        assertThat(view.attempts()).isEmpty();
        assertThat(view.attempt()).isZero();
        assertThat(yard.settle(Settlement.repetition(job("a"), claim, "7", ending)))
                .containsExactly(0);
    }

    @Test
    void theOldestResultsGoWhereTheyTakeTooMuch() {
        for (int i = 0; i < 5; i++) {
            Job job = job("j" + i, "k" + i);
            yard.enqueue(job);
            Claim claim = yard.hold("w", Yard.LEASE_MS, job.id());
            Settlement.StoredAs stored = new Settlement.StoredAs(TTL_MS + i, job.type(), "k" + i);
            yard.claims.mostStored = 200;
            yard.settle(Settlement.completion(job, claim, "\"" + "x".repeat(50) + "\"", Yard.AT, stored));
        }
        assertThat(yard.claims.firstResult(job("x", "k4"), yard.clock.millis())).isPresent();
        assertThat(yard.claims.firstResult(job("x", "k0"), yard.clock.millis())).isEmpty();
        assertThat(bytes()).isBetween(100L, 200L);
        long held = 0;
        for (String field : Wire.texts(yard.ask(Command.HKEYS, yard.keys.of(Key.STORED)))) {
            held += field.length()
                    + yard.ask(Command.HSTRLEN, yard.keys.of(Key.STORED), field).toLong();
        }
        assertThat(bytes()).isEqualTo(held);
    }

    @Test
    void aQueueStores64MegabytesOfThem() {
        assertThat(new ClaimStore(yard.links, yard.queues).mostStored).isEqualTo(64L * 1024 * 1024);
    }

    private static long bytes() {
        return yard.ask(Command.HGET, yard.keys.of(Key.META), "stored").toLong();
    }

    private static Optional<FirstResult> first() {
        return yard.claims.firstResult(job("x"), yard.clock.millis());
    }

    private static Settlement completion(String id, Claim claim, String result) {
        return Settlement.completion(
                job(id), claim, result, Yard.AT, new Settlement.StoredAs(TTL_MS, "demo.noop", "k"));
    }

    private static Job job(String id) {
        return job(id, "k");
    }

    private static Job job(String id, String key) {
        Job plain = Yard.job(id);
        Rules rules = Rules.NONE.with(Option.IDEMPOTENCY_KEY, key);
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }
}
