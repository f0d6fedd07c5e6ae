package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.cluster.GroupReader;
import io.yardmaster.store.cluster.SettingsStore;
import io.yardmaster.store.cluster.SettingsStore.Versioned;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups of a queue: served in turn by their weights, each within its limit of running jobs. */
class GroupTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void aLongGroupDelaysTheOthersByItsTurnOnly() {
        fill("long", 2_000);
        fill("short", 3);
        yard.enqueue("plain");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            order.addAll(Yard.ids(claim(1)));
        }
        assertThat(order).contains("plain", "short-0000", "long-0000");
        assertThat(order.subList(0, 3).stream().map(GroupTest::group).distinct())
                .hasSize(3);
        assertThat(Yard.ids(claim(200))).hasSizeBetween(1, 16);
    }

    @Test
    void theSmallerPriorityAtTheHeadGoesFirst() {
        yard.enqueue(job("a1", "a", 20), job("b1", "b", 10), job("a2", "a", 5));
        assertThat(Yard.ids(claim(1))).containsExactly("a2");
        assertThat(Yard.ids(claim(1))).containsExactly("b1");
        assertThat(Yard.ids(claim(1))).containsExactly("a1");
    }

    @Test
    void weightsShareTheStarts() {
        yard.ask(Command.HSET, yard.keys.of(Key.META), "weight:a", "5", "weight:b", "3", "weight:c", "2");
        fill("a", 300);
        fill("b", 300);
        fill("c", 300);
        Map<String, Integer> starts = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            starts.merge(group(Yard.ids(claim(1)).getFirst()), 1, Integer::sum);
        }
        assertThat(starts.get("a")).isBetween(95, 105);
        assertThat(starts.get("b")).isBetween(55, 65);
        assertThat(starts.get("c")).isBetween(35, 45);
    }

    @Test
    void aGroupThatCameLaterDoesNotCatchUp() {
        fill("a", 100);
        fill("b", 100);
        IntStream.range(0, 100).forEach(i -> claim(1));
        fill("late", 100);
        Map<String, Integer> starts = new HashMap<>();
        IntStream.range(0, 30)
                .forEach(i -> starts.merge(group(Yard.ids(claim(1)).getFirst()), 1, Integer::sum));
        assertThat(starts.get("late")).isBetween(9, 11);
    }

    @Test
    void aLaneThatWaitedLongForAnUrgentOneKeepsNoLead() {
        yard.enqueue(
                IntStream.range(0, 50).mapToObj(i -> job("old-" + i, "old", 20)).toArray(Job[]::new));
        yard.enqueue(
                IntStream.range(0, 200).mapToObj(i -> job("hot-" + i, "hot", 1)).toArray(Job[]::new));
        IntStream.range(0, 200)
                .forEach(i -> assertThat(Yard.ids(claim(1)).getFirst()).startsWith("hot"));
        yard.enqueue(job("new-1", "new", 20));
        List<String> next =
                List.of(Yard.ids(claim(1)).getFirst(), Yard.ids(claim(1)).getFirst());
        assertThat(next).contains("new-1");
    }

    @Test
    void aGroupRunsNoMoreThanItsLimit() {
        limit(2);
        fill("a", 5);
        fill("b", 1);
        List<String> begun = new ArrayList<>();
        Map<String, Claim> claims = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            Turned turned = claim(9);
            Yard.ids(turned).forEach(id -> claims.put(id, turned.claim("w")));
            begun.addAll(Yard.ids(turned));
        }
        assertThat(begun).containsExactlyInAnyOrder("a-0000", "a-0001", "b-0000");
        assertThat(yard.count(JobState.WAITING)).isEqualTo(3);
        yard.complete(claims.get("a-0000"), "a-0000");
        assertThat(Yard.ids(claim(9))).containsExactly("a-0002");
        assertThat(Yard.ids(claim(9))).isEmpty();
        yard.settle(Yard.settlement(claims.get("a-0001"), Settlement.To.DEAD, 0, job("a-0001", "a", 10), null));
        assertThat(Yard.ids(claim(9))).containsExactly("a-0003");
    }

    @Test
    void aGroupsOwnLimitAndWeightHoldAsTheyAreSetAndTakenAway() {
        SettingsStore store = new SettingsStore(yard.links);
        QueueSettings set = QueueSettings.NONE
                .withGroupLimit(1)
                .withGroup("a", new GroupShare(null, 3))
                .withGroup("b", new GroupShare(9, null));
        assertThat(store.write(Yard.QUEUE, new Versioned(0, QueueSettings.NONE), set))
                .isTrue();
        fill("a", 5);
        fill("b", 5);
        assertThat(claimAll()).containsExactlyInAnyOrder("a-0000", "a-0001", "a-0002", "b-0000");
        GroupReader.LaneGroups held = new GroupReader(yard.links).of(Yard.QUEUE);
        assertThat(held.groups().get("a")).isEqualTo(new GroupReader.Held(2, 3, null, true));
        assertThat(held.groups().get("b")).isEqualTo(new GroupReader.Held(4, 1, null, true));
        assertThat(field("weight:b")).isEqualTo("9");

        Versioned before = store.read(List.of(Yard.QUEUE)).get(Yard.QUEUE);
        assertThat(before.settings()).isEqualTo(set);
        assertThat(store.write(Yard.QUEUE, before, QueueSettings.NONE.withGroupLimit(4)))
                .isTrue();
        store.reopen(Yard.QUEUE);
        assertThat(claimAll()).containsExactlyInAnyOrder("a-0003", "b-0001", "b-0002", "b-0003");
        assertThat(field("weight:b")).isNull();
        assertThat(field("limit:a")).isNull();
    }

    private static String field(String name) {
        return Wire.text(yard.ask(Command.HGET, yard.keys.of(Key.META), name));
    }

    private static List<String> claimAll() {
        List<String> all = new ArrayList<>();
        for (List<String> ids = Yard.ids(claim(9)); !ids.isEmpty(); ids = Yard.ids(claim(9))) {
            all.addAll(ids);
        }
        return all;
    }

    @Test
    void aJobThatGoesBackKeepsItsPlaceAndFreesItsRoom() {
        limit(1);
        fill("a", 2);
        Turned first = claim(9);
        assertThat(Yard.ids(first)).containsExactly("a-0000");
        assertThat(Yard.ids(claim(9))).isEmpty();
        yard.settle(new Settlement("a-0000", first.claim("w"), Settlement.To.WAITING, 0, Written.NOTHING, null));
        assertThat(Yard.ids(claim(9))).containsExactly("a-0000");
        assertThat(Yard.ids(claim(9))).isEmpty();
    }

    @Test
    void aSuspectCountsInItsGroup() {
        limit(1);
        Job plain = job("s", "a", 10);
        yard.enqueue(plain.with(new Tally(0, 2, 0)));
        fill("a", 1);
        Turned first = claim(9);
        assertThat(Yard.ids(first)).containsExactly("s");
        assertThat(Yard.ids(claim(9))).isEmpty();
        yard.complete(first.claim("w"), "s");
        assertThat(Yard.ids(claim(9))).containsExactly("a-0000");
    }

    @Test
    void aTypeThatAWorkerDoesNotKnowHoldsItsGroupNotBack() {
        yard.enqueue(job("a1", "a", 10), job("a2", "a", 10));
        Turned turned = claim(1);
        yard.settle(new Settlement("a1", turned.claim("w"), Settlement.To.TYPED, 0, Written.NOTHING, null));
        assertThat(yard.places.typeLanes(List.of(Yard.QUEUE)))
                .extracting(PlaceReader.TypeLane::type)
                .containsExactly("demo.noop");
        assertThat(yard.reader.find(Yard.QUEUE, "a1").orElseThrow().state()).isEqualTo(JobState.WAITING);
        assertThat(Yard.ids(LimitTest.claim(yard, 0, "w", 9, "other"))).containsExactly("a2");
        assertThat(Yard.ids(LimitTest.claim(yard, 0, "w", 9, "demo.noop"))).containsExactly("a1");
    }

    @Test
    void aThousandGroupsAreCountedAndLeaveNothing() {
        for (int i = 0; i < 1_000; i += 100) {
            int from = i;
            yard.enqueue(IntStream.range(from, from + 100)
                    .mapToObj(j -> job("j" + j, "g" + j, 10))
                    .toArray(Job[]::new));
        }
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++) {
            Turned turned = claim(9);
            assertThat(turned.claimed()).hasSize(1);
            yard.complete(turned.claim("w"), Yard.ids(turned).getFirst());
        }
        assertThat(yard.count(JobState.COMPLETED)).isEqualTo(1_000);
        assertThat(Wire.texts(yard.ask(Command.KEYS, "*")))
                .noneMatch(key -> key.matches(".*:(lanes|shut|full|buckets|runs:.*|lane:.*)"));
    }

    private static Turned claim(int want) {
        return LimitTest.claim(yard, 0, "w", want);
    }

    private static void limit(int running) {
        yard.ask(Command.HSET, yard.keys.of(Key.META), "limits", "0 0 q " + running);
    }

    private static String group(String id) {
        return id.replaceFirst("-.*", "");
    }

    private static void fill(String group, int jobs) {
        for (int i = 0; i < jobs; i += 250) {
            int from = i;
            yard.enqueue(IntStream.range(from, Math.min(jobs, from + 250))
                    .mapToObj(j -> job(String.format("%s-%04d", group, j), group, 10))
                    .toArray(Job[]::new));
        }
    }

    private static Job job(String id, String group, int priority) {
        return LimitTest.job(id, group, priority, 1);
    }
}
