package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.PlaceReader.Place;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.record.Hold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTest {
    private static final Comparator<Place> UP =
            Comparator.comparingLong(Place::score).thenComparing(Place::id).thenComparing(Place::queue);

    @RegisterExtension
    static final Yard yard = new Yard();

    @ParameterizedTest
    @CsvSource({"DEAD, 1", "DEAD, 7", "DEAD, 1000", "COMPLETED, 13", "SCHEDULED, 1", "SCHEDULED, 7", "RETRYING, 40"})
    void pagesOverSeveralQueuesMeetEveryJobOnceInOrderAlsoWhereManyAreTied(JobState state, int limit) {
        List<Place> all = fill(state, 11, 240, 6);
        List<Place> walked = walk(state, limit, -1);
        assertThat(walked).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({"DEAD", "SCHEDULED"})
    void aJobThatGoesWhileItIsTheCursorHidesNoOther(JobState state) {
        List<Place> all = fill(state, 23, 240, 4);
        List<Place> walked = walk(state, 7, 3);
        assertThat(walked).isEqualTo(all);
    }

    @Test
    void moreTiedThanALookTakesArePassedWhenTheCursorIsGone() {
        List<Place> all = fill(JobState.DEAD, 5, 900, 1);
        List<Place> walked = walk(JobState.DEAD, 350, 1);
        assertThat(walked).isEqualTo(all);
    }

    @Test
    void waitingJobsStandInTheOrderTheyWillRun() {
        yard.enqueue("c", "a");
        yard.enqueue(Yard.job("z", 1, Yard.AT, Tally.NONE));
        yard.enqueue("b", "s");
        Claim claim = yard.turnOut("s");
        yard.settle(Yard.settlement(claim, Settlement.To.WAITING, 0, Yard.job("s", 10, 1, new Tally(0, 2, 0)), null));
        List<Place> first = places(JobState.WAITING, null, 3);
        assertThat(first).extracting(Place::id).containsExactly("s", "z", "c");
        assertThat(places(JobState.WAITING, first.getLast(), 3))
                .extracting(Place::id)
                .containsExactly("a", "b");
        assertThat(yard.places.rank(Yard.job("b"))).contains(3L);
        assertThat(yard.places.rank(Yard.job("none"))).isEmpty();
    }

    @Test
    void activeJobsStandInTheOrderTheyStarted() {
        yard.enqueue("b", "a", "c");
        yard.hold("w", Yard.LEASE_MS, "b", "a");
        Claim later = yard.hold("w", Yard.LEASE_MS, "c");
        yard.ask(
                Command.HSET,
                yard.keys.of(Key.ACTIVE),
                "c",
                Hold.of(new Claim(later.epoch(), later.startedAt() + 9, "w")));
        List<Place> first = places(JobState.ACTIVE, null, 2);
        assertThat(first).extracting(Place::id).containsExactly("a", "b");
        assertThat(places(JobState.ACTIVE, first.getLast(), 2))
                .extracting(Place::id)
                .containsExactly("c");
    }

    @Test
    void whatFinishedByAMomentIsCountedAndReadOldestFirst() {
        yard.ask(Command.ZADD, yard.keys.of(Key.DEAD), 30, "c", 10, "a", 20, "b", 20, "b2");
        assertThat(yard.places.countUntil(Yard.QUEUE, JobState.DEAD, 20)).isEqualTo(3);
        assertThat(yard.places.oldest(Yard.QUEUE, JobState.DEAD, 20, 0, 2)).containsExactly("a", "b");
        assertThat(yard.places.oldest(Yard.QUEUE, JobState.DEAD, 9, 0, 2)).isEmpty();
    }

    /** Puts jobs into two queues at few distinct moments; returns them in the order of the state. */
    private static List<Place> fill(JobState state, long seed, int jobs, int moments) {
        Random random = new Random(seed);
        yard.queues.register("p");
        List<Place> all = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            String queue = random.nextBoolean() ? Yard.QUEUE : "p";
            Place place = new Place(queue, "id" + random.nextInt(1_000_000), Yard.AT + random.nextInt(moments));
            byte[] key = yard.queues.keys(queue).set(state);
            if (yard.ask(Command.ZADD, key, "NX", place.score(), place.id()).toInteger() == 1) {
                all.add(place);
            }
        }
        all.sort(state.isFinal() ? UP.reversed() : UP);
        return all;
    }

    /** @param removeEvery the cursor of every so many-th page is removed before the next is read; -1 = never */
    private static List<Place> walk(JobState state, int limit, int removeEvery) {
        List<Place> walked = new ArrayList<>();
        Place after = null;
        List<Place> page;
        int pages = 0;
        do {
            page = places(state, after, limit);
            walked.addAll(page);
            after = page.isEmpty() ? null : page.getLast();
            if (after != null && removeEvery > 0 && ++pages % removeEvery == 0) {
                yard.ask(Command.ZREM, yard.queues.keys(after.queue()).set(state), after.id());
            }
        } while (page.size() == limit);
        return walked;
    }

    private static List<Place> places(JobState state, Place after, int limit) {
        List<String> queues =
                state == JobState.WAITING || state == JobState.ACTIVE ? List.of(Yard.QUEUE) : List.of("p", Yard.QUEUE);
        return yard.places.places(queues, state, after, limit);
    }
}
