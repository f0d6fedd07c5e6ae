package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.store.JobStore.Holder;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnqueueTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void jobsRunInTheOrderTheyCameWhateverTheirIds() {
        yard.enqueue("c", "a", "d", "b");
        yard.enqueue("A");
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("c", "a", "d", "b", "A");
    }

    @Test
    void prioritiesComeFirstAndArrivalWithinThem() {
        yard.enqueue(prior("n1", 10), prior("l1", 100), prior("n2", 10), prior("h1", 1), prior("l2", 100));
        yard.enqueue(prior("h2", 1), prior("n3", 10), prior("h3", 2));
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS)))
                .containsExactly("h1", "h2", "h3", "n1", "n2", "n3", "l1", "l2");
    }

    @Test
    void aTakenIdTellsTheHashOfItsRequestAndNothingIsWritten() {
        yard.enqueue("a");
        Job other = Yard.job("a", 1, Yard.AT + 5_000, new Tally(2, 0, 0));
        Map<Integer, String> taken = enqueue(new Arrival(Yard.job("b"), "B"), new Arrival(other, "another"));
        assertThat(taken).isEqualTo(Map.of(1, "hash-of-a"));
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job()).isEqualTo(Yard.job("a"));
        assertThat(yard.statesOf("a")).containsExactly(JobState.WAITING);
        assertThat(yard.statesOf("b")).containsExactly(JobState.WAITING);
    }

    @Test
    void anIdMadeByTheServerIsTakenWithoutAHash() {
        assertThat(enqueue(new Arrival(Yard.job("s"), null))).isEmpty();
        assertThat(enqueue(new Arrival(Yard.job("s"), null))).isEqualTo(Map.of(0, ""));
    }

    @ParameterizedTest
    @EnumSource(names = {"DEAD", "CANCELLED", "COMPLETED"})
    void anIdIsRememberedAfterItsJobIsGone(JobState last) {
        yard.enqueue("a");
        States.put(yard, "a", last);
        assertThat(yard.jobs.remove(Yard.QUEUE, last, null, List.of("a"))).containsExactly("a");
        assertThat(enqueue(new Arrival(Yard.job("a"), "hash-of-a"))).isEqualTo(Map.of(0, "hash-of-a"));
        assertThat(yard.statesOf("a")).isEmpty();
    }

    @Test
    void whatIsRememberedIsForgottenInTimeAndTheIdIsFreeAgain() {
        yard.enqueue("a", "b");
        yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("a", "b"));
        assertThat(yard.jobs.forget(Yard.QUEUE)).isZero();
        yard.ask(Command.ZADD, yard.keys.of(Key.FORGET), Yard.AT, "a");
        assertThat(yard.jobs.forget(Yard.QUEUE)).isEqualTo(1);
        assertThat(enqueue(new Arrival(Yard.job("a"), "new"), new Arrival(Yard.job("b"), "new")))
                .isEqualTo(Map.of(1, "hash-of-b"));
        assertThat(yard.statesOf("a")).containsExactly(JobState.WAITING);
    }

    @Test
    void aJobThatIsDueLaterIsScheduled() {
        Job later = Yard.job("later", 10, Yard.AT + 1, Tally.NONE);
        yard.enqueue(Yard.job("now"), later, Yard.job("now2"));
        assertThat(yard.statesOf("later")).containsExactly(JobState.SCHEDULED);
        assertThat(yard.reader
                        .find(Yard.QUEUE, "later")
                        .orElseThrow()
                        .standing()
                        .instant())
                .isEqualTo(Yard.AT + 1);
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("now", "now2");
    }

    @Test
    void moreThanACallTakesKeepsItsOrderAndItsPositions() {
        yard.enqueue("id-600", "id-999");
        List<Arrival> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new Arrival(Yard.job("id-" + i), "h"))
                .toList();
        assertThat(yard.jobs.enqueue(Yard.QUEUE, many))
                .isEqualTo(Map.of(600, new Holder("id", "hash-of-id-600"), 999, new Holder("id", "hash-of-id-999")));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1_001);
        yard.claim("w", 2, Yard.LEASE_MS);
        assertThat(Yard.ids(yard.claim("w", 256, Yard.LEASE_MS)))
                .isEqualTo(IntStream.range(0, 256).mapToObj(i -> "id-" + i).toList());
    }

    @Test
    void aRepeatedCallChangesNothing() {
        List<Arrival> call = IntStream.range(0, 300)
                .mapToObj(i -> new Arrival(prior("id-" + i, 1 + i % 7), "h"))
                .toList();
        assertThat(yard.jobs.enqueue(Yard.QUEUE, call)).isEmpty();
        List<Arrival> again = call.reversed();
        assertThat(yard.jobs.enqueue(Yard.QUEUE, again)).hasSize(300).containsEntry(0, new Holder("id", "h"));
        assertThat(yard.count(JobState.WAITING)).isEqualTo(300);
        assertThat(Yard.ids(yard.claim("w", 2, Yard.LEASE_MS))).containsExactly("id-0", "id-7");
    }

    @Test
    void aQueueThatWasDeletedBehindOurBackIsMadeAgain() {
        yard.enqueue("a");
        yard.ask(Command.FLUSHALL);
        yard.enqueue("b");
        assertThat(yard.statesOf("b")).containsExactly(JobState.WAITING);
        assertThat(yard.queues.names()).containsExactly(Yard.QUEUE);
    }

    private static Job prior(String id, int priority) {
        return Yard.job(id, priority, Yard.AT, Tally.NONE);
    }

    private static Map<Integer, String> enqueue(Arrival... arrivals) {
        Map<Integer, String> held = new HashMap<>();
        yard.jobs.enqueue(Yard.QUEUE, List.of(arrivals)).forEach((position, holder) -> {
            assertThat(holder.kind()).isEqualTo("id");
            String value = holder.value();
            held.put(
                    position,
                    value.startsWith("hash-of-") && value.endsWith("g")
                            ? value.substring(0, value.length() - 1)
                            : value);
        });
        return held;
    }
}
