package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.dispatch.SlotPool.Share;
import io.yardmaster.job.queue.Concurrency;
import io.yardmaster.job.queue.QueueSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots are shared out step by step, without threads: a claim comes back some steps after it was sent. */
class RoundTest {
    private static final List<String> NAMES = List.of("low", "high", "mid");
    private static final Map<String, Integer> WEIGHTS = Map.of("high", 5, "mid", 3, "low", 2);

    private final Map<String, QueueSettings> set = new HashMap<>();
    private final Map<String, Integer> starts = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"10,0", "10,3", "1,0", "1,2", "64,1", "3,5"})
    void underBacklogStartsFollowTheWeights(int slots, int callSteps) {
        WEIGHTS.forEach((queue, weight) -> set.put(queue, QueueSettings.NONE.withWeight(weight)));
        new Site(slots, NAMES, false, callSteps).work(20_000, queue -> true);
        int all = starts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isGreaterThan(1_500);
        WEIGHTS.forEach((queue, weight) -> assertThat(starts.get(queue) * 10.0 / all)
                .as(queue + " of " + all)
                .isBetween(weight * 0.95, weight * 1.05));
    }

    @Test
    void anIdleShareIsLentAtOnceAndClaimedBackWithoutArrears() {
        WEIGHTS.forEach((queue, weight) -> set.put(queue, QueueSettings.NONE.withWeight(weight)));
        Site site = new Site(10, NAMES, false, 1);
        site.work(5_000, queue -> !queue.equals("high"));
        assertThat(starts.getOrDefault("high", 0)).isZero();
        assertThat(site.idleSteps).isLessThan(50);
        assertThat(1.5 * starts.get("low")).isBetween(0.95 * starts.get("mid"), 1.05 * starts.get("mid"));
        starts.clear();
        site.work(5_000, queue -> true);
        int all = starts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(starts.get("high")).isBetween((int) (0.475 * all), (int) (0.525 * all));
    }

    @Test
    void theSmallestWeightIsServedBesideTheLargest() {
        set.put("high", QueueSettings.NONE.withWeight(1_000));
        new Site(4, List.of("high", "low"), false, 1).work(20_000, queue -> true);
        assertThat(starts.get("low")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void strictlyTheFirstWithWorkHasAllSlots() {
        Site site = new Site(6, NAMES, true, 2);
        site.work(2_000, queue -> !queue.equals("low"));
        assertThat(starts.getOrDefault("mid", 0)).isLessThanOrEqualTo(1); // asked while nobody knew that high has work
        assertThat(starts.get("high")).isGreaterThan(100);
        site.work(2_000, queue -> queue.equals("mid"));
        assertThat(starts.get("mid")).isGreaterThan(100);
    }

    @Test
    void strictlyWithoutADeclaredOrderTheLargerWeightIsFirst() {
        set.put("high", QueueSettings.NONE.withWeight(9));
        SlotPool rest = new SlotPool(new Settings.Pool(List.of(), 4));
        Track low = new Track("a", rest, () -> QueueSettings.NONE);
        Track high = new Track("z", rest, () -> set.get("high"));
        high.backlog = true;
        assertThat(shares(rest, true, low, high).keySet()).containsExactly(high);
    }

    @Test
    void aQueueAtItsLimitLeavesItsShareToTheOthers() {
        set.put("a", QueueSettings.NONE.withConcurrency(new Concurrency(2, null, null, null)));
        SlotPool rest = new SlotPool(new Settings.Pool(List.of(), 10));
        Track a = new Track("a", rest, () -> set.get("a"));
        Track b = new Track("b", rest, () -> QueueSettings.NONE);
        a.meanMicros = 10;
        Map<Track, Share> shares = shares(rest, false, a, b);
        assertThat(shares.get(a)).isEqualTo(new Share(2, 0));
        assertThat(shares.get(b)).isEqualTo(new Share(8, 0));
    }

    @Test
    void whoseCallIsUnderWayIsNotRunAwayFrom() {
        SlotPool rest = new SlotPool(new Settings.Pool(List.of(), 4));
        Track away = new Track("away", rest, () -> QueueSettings.NONE);
        Track here = new Track("here", rest, () -> QueueSettings.NONE);
        away.backlog = true;
        here.backlog = true;
        here.served = 2;
        assertThat(new Round(rest, false, (track, jobs) -> track != away).shares(List.of(away, here)))
                .isEmpty();
        here.served = 1;
        assertThat(new Round(rest, false, (track, jobs) -> track != away).shares(List.of(away, here)))
                .containsKey(here);
    }

    @Test
    void whereNobodySurelyHasWorkNobodyIsHeldBack() {
        SlotPool rest = new SlotPool(new Settings.Pool(List.of(), 10));
        Track a = new Track("a", rest, () -> QueueSettings.NONE);
        Track b = new Track("b", rest, () -> QueueSettings.NONE);
        a.served = 1_000; // claims that brought less than was asked for, one after the other
        b.served = 1_000;
        assertThat(shares(rest, false, a, b)).containsKeys(a, b);
        assertThat(rest.time).isEqualTo(1_000);
    }

    private static Map<Track, Share> shares(SlotPool pool, boolean strict, Track... tracks) {
        return new Round(pool, strict, (track, jobs) -> true).shares(List.of(tracks));
    }

    /** One pool, queues without an end of jobs where they have any, and calls that take some steps. */
    private final class Site {
        private final Random random = new Random(42);
        private final SlotPool pool;
        private final List<Track> tracks;
        private final Hungry hungry;
        private final List<Call> calls = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private final int callSteps;
        private int step;
        private int idleSteps;

        private record Call(Track track, Share share, int back) {}

        Site(int slots, List<String> order, boolean strict, int callSteps) {
            this.pool = new SlotPool(new Settings.Pool(strict ? List.of("low", "high", "mid") : List.of(), slots));
            this.tracks = order.stream()
                    .map(name -> new Track(name, pool, () -> set.getOrDefault(name, QueueSettings.NONE)))
                    .toList();
            this.hungry = new Hungry(() -> strict);
            this.callSteps = callSteps;
        }

        void work(int steps, Function<String, Boolean> hasWork) {
            for (int end = step + steps; step < end; step++) {
                ends.removeIf(at -> at <= step && free());
                calls.stream().filter(call -> call.back <= step).toList().forEach(call -> answer(call, hasWork));
                tracks.stream()
                        .filter(track -> step % 50 == 0 || hasWork.apply(track.queue))
                        .forEach(hungry::add);
                Set<Track> away = Set.copyOf(calls.stream().map(Call::track).toList());
                hungry.allot((track, jobs) -> !away.contains(track), this::send);
                idleSteps += pool.free() > 0 && calls.isEmpty() ? 1 : 0;
            }
        }

        private boolean free() {
            pool.release();
            return true;
        }

        private void send(Track track) {
            calls.add(new Call(track, track.allotted, step + callSteps));
            track.allotted = Share.NONE;
        }

        private void answer(Call call, Function<String, Boolean> hasWork) {
            calls.remove(call);
            int came = hasWork.apply(call.track.queue) ? call.share.slots() : 0;
            call.track.settle(call.share, came, came);
            starts.merge(call.track.queue, came, Integer::sum);
            IntStream.range(0, came).forEach(i -> ends.add(step + 1 + random.nextInt(20)));
            hungry.claimed(call.track, came == call.share.jobs());
        }
    }
}
