package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate limits: a bucket of tokens per queue, type or group, by the time that the script is given. */
class LimitTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    /** A start: when, and what it cost. */
    private record Start(long at, long cost) {}

    @ParameterizedTest
    @CsvSource({"10,1000,q,1", "3,100,q,1", "1,100,q,2", "7,1000,t,3", "40,1000,g,4", "1000000,86400000,q,5"})
    void noWindowIsAboveTheBucketAndTheMeanIsKept(int max, int perMs, String by, long seed) {
        limit(max + " " + perMs + " " + by + " 0");
        Random random = new Random(seed);
        fill(random, 1_000);
        List<Start> starts = new ArrayList<>();
        long now = Yard.AT;
        long until = now + 600 * Math.max(1, perMs / max);
        while (now < until) {
            Turned turned = claim(now, "w" + random.nextInt(3), 1 + random.nextInt(8));
            for (var job : turned.claimed()) {
                starts.add(new Start(now, Math.min(max, cost(job.stored().job()))));
            }
            // the next look is when the reply says, or somebody else's, sooner
            long next = turned.limitedUntil() > now ? turned.limitedUntil() : now + 1;
            now = random.nextInt(4) == 0 ? Math.min(next, now + 1) : next;
        }
        assertThat(starts).hasSizeGreaterThan(10);
        for (int from = 0; from < starts.size(); from++) {
            double spent = 0;
            for (int to = from; to < Math.min(starts.size(), from + 300); to++) {
                spent += starts.get(to).cost();
                long window = starts.get(to).at() - starts.get(from).at();
                assertThat(spent).isLessThanOrEqualTo(max + (double) window * max / perMs + 0.001);
            }
        }
        if (max <= 1_000 && starts.size() < 1_000) {
            double all = starts.stream().mapToLong(Start::cost).sum();
            double due = max + (double) (until - Yard.AT) * max / perMs;
            assertThat(all).isBetween(due * 0.98 - 10, due + 0.001);
        }
    }

    @Test
    void whatWaitsKeepsItsOrderAndUsesNoAttempt() {
        limit("1 1000 q 0");
        yard.enqueue(job("low", null, 20, 1), job("first", null, 10, 1), job("second", null, 10, 1));
        assertThat(Yard.ids(claim(Yard.AT, "w", 9))).containsExactly("first");
        Turned held = claim(Yard.AT + 999, "w", 9);
        assertThat(Yard.ids(held)).isEmpty();
        assertThat(held.limitedUntil()).isEqualTo(Yard.AT + 1000);
        yard.enqueue(job("urgent", null, 1, 1));
        assertThat(Yard.ids(claim(Yard.AT + 1000, "w", 9))).containsExactly("urgent");
        assertThat(Yard.ids(claim(Yard.AT + 2000, "w", 9))).containsExactly("second");
        assertThat(yard.reader.find(Yard.QUEUE, "low").orElseThrow().attempt()).isZero();
    }

    @Test
    void aDearJobIsNotOvertakenByACheapOne() {
        limit("10 1000 q 0");
        yard.enqueue(job("a", null, 10, 8), job("dear", null, 10, 5), job("cheap", null, 10, 1));
        assertThat(Yard.ids(claim(Yard.AT, "w", 9))).containsExactly("a");
        assertThat(claim(Yard.AT, "w", 9).limitedUntil()).isEqualTo(Yard.AT + 300);
        assertThat(Yard.ids(claim(Yard.AT + 299, "w", 9))).isEmpty();
        assertThat(Yard.ids(claim(Yard.AT + 300, "w", 9))).containsExactly("dear");
        assertThat(Yard.ids(claim(Yard.AT + 400, "w", 9))).containsExactly("cheap");
    }

    @Test
    void aJobThatCostsMoreThanTheBucketTakesItWhole() {
        limit("10 1000 q 0");
        yard.enqueue(job("a", null, 10, 1), job("huge", null, 10, 1_000_000));
        assertThat(Yard.ids(claim(Yard.AT, "w", 9))).containsExactly("a");
        assertThat(Yard.ids(claim(Yard.AT + 99, "w", 9))).isEmpty();
        assertThat(Yard.ids(claim(Yard.AT + 100, "w", 9))).containsExactly("huge");
    }

    @Test
    void aTypeWithoutTokensHoldsNoOtherBack() {
        yard.enqueue(typed("m1", "mail"), typed("m2", "mail"), typed("p1", "pdf"));
        limit("1 1000 t 0");
        yard.enqueue(typed("m3", "mail"), typed("p2", "pdf"));
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            begun.addAll(Yard.ids(claim(Yard.AT, "w", 9, "mail", "pdf")));
        }
        assertThat(begun).containsExactlyInAnyOrder("m1", "p1");
        assertThat(claim(Yard.AT + 1, "w", 9, "mail", "pdf").limitedUntil()).isEqualTo(Yard.AT + 1000);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(3);
        begun.clear();
        for (int i = 0; i < 4; i++) {
            begun.addAll(Yard.ids(claim(Yard.AT + 1000, "w", 9, "mail", "pdf")));
        }
        assertThat(begun).containsExactlyInAnyOrder("m2", "p2");
        limit("");
        assertThat(Yard.ids(claim(Yard.AT + 1000, "w", 9, "mail"))).isEmpty(); // closed until its time, or reopened
        reopen();
        assertThat(Yard.ids(claim(Yard.AT + 1000, "w", 9, "mail"))).containsExactly("m3");
    }

    @Test
    void aGroupWithoutTokensHoldsNoOtherBack() {
        limit("2 1000 g 0");
        fill("a", 5);
        fill("b", 1);
        yard.enqueue("plain1", "plain2", "plain3");
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            begun.addAll(Yard.ids(claim(Yard.AT, "w", 9)));
        }
        assertThat(begun).containsExactlyInAnyOrder("a-0", "a-1", "b-0", "plain1", "plain2");
        assertThat(Yard.ids(claim(Yard.AT + 500, "w", 9))).hasSize(1);
    }

    @Test
    void nothingIsLeftOfBucketsAndLanes() {
        limit("1 100 g 1");
        IntStream.range(0, 40).forEach(i -> fill("g" + i, 2));
        long now = Yard.AT;
        for (int left = 80; left > 0; now += 10) {
            Turned turned = claim(now, "w", 9);
            String[] ids = Yard.ids(turned).toArray(String[]::new);
            if (ids.length > 0) {
                yard.complete(turned.claim("w"), ids);
            }
            left -= ids.length;
        }
        assertThat(now - Yard.AT).isBetween(100L, 2_000L);
        claim(now + 200, "w", 9);
        assertThat(Wire.texts(yard.ask(Command.KEYS, "*")))
                .noneMatch(key -> key.matches(".*:(lanes|shut|full|runs:.*|lane:.*)"));
        assertThat(yard.ask(Command.PTTL, "ym:{q}:buckets").toLong()).isLessThanOrEqualTo(1_100);
    }

    @Test
    void aRunThatMetALimitElsewhereHoldsItsQueueBack() {
        yard.enqueue("a", "b");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.settle(Yard.settlement(claim, Settlement.To.LIMITED, 60_000, Yard.job("a"), null));
        Turned held = yard.claim("w", 9, Yard.LEASE_MS);
        assertThat(Yard.ids(held)).isEmpty();
        assertThat(held.limitedUntil()).isGreaterThan(System.currentTimeMillis());
        assertThat(yard.survey().limitedUntil()).isEqualTo(held.limitedUntil());
        assertThat(Yard.ids(claim(held.limitedUntil(), "w", 9))).containsExactly("a", "b");
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job().tally())
                .isEqualTo(Tally.NONE);
    }

    @Test
    void theSurveyTellsUntilWhenAQueueIsLimited() {
        long now = System.currentTimeMillis();
        limit("2 60000 q 0");
        assertThat(yard.survey().limitedUntil()).isZero();
        yard.enqueue(job("a", null, 10, 1), job("b", null, 10, 2));
        assertThat(yard.survey().limitedUntil()).isZero();
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("a");
        assertThat(yard.survey().limitedUntil()).isBetween(now + 25_000, System.currentTimeMillis() + 35_000);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
    }

    private static void limit(String limits) {
        if (limits.isEmpty()) {
            yard.ask(Command.HDEL, yard.keys.of(Key.META), "limits");
        } else {
            yard.ask(Command.HSET, yard.keys.of(Key.META), "limits", limits);
        }
    }

    private static void reopen() {
        RedisLink.await(yard.links.rest().call(Script.REOPEN, yard.keys.of(Script.REOPEN), List.of(Wire.bytes(500))));
    }

    private static void fill(Random random, int jobs) {
        for (int i = 0; i < jobs; i += 100) {
            List<Job> some = new ArrayList<>();
            for (int j = i; j < i + 100; j++) {
                some.add(job(String.format("j%05d", j), null, 10, 1 + random.nextInt(3)));
            }
            yard.enqueue(some.toArray(Job[]::new));
        }
    }

    private static void fill(String group, int jobs) {
        yard.enqueue(IntStream.range(0, jobs)
                .mapToObj(i -> job(group + "-" + i, group, 10, 1))
                .toArray(Job[]::new));
    }

    private static long cost(Job job) {
        return job.rules().cost() == null ? 1 : job.rules().cost();
    }

    private static Turned claim(long now, String owner, int want, String... types) {
        return claim(yard, now, owner, want, types);
    }

    /** A claim at that time by the store's clock; its worker knows demo.noop where no other type is named. */
    static Turned claim(Yard yard, long now, String owner, int want, String... types) {
        List<byte[]> args = new ArrayList<>(new Turn(owner, Yard.LEASE_MS)
                .want(want, true)
                .types(types.length == 0 ? List.of("demo.noop") : List.of(types))
                .args());
        args.set(0, Wire.bytes(now));
        return Turned.read(
                Yard.QUEUE, RedisLink.await(yard.links.rest().call(Script.TURN, yard.keys.of(Script.TURN), args)));
    }

    private static Job typed(String id, String type) {
        Work work = new Work(type, "{}", 10, List.of());
        return new Job(id, Yard.QUEUE, work, Rules.NONE, Times.of(Yard.AT, Yard.AT), Past.of(Tally.NONE));
    }

    static Job job(String id, String group, int priority, long cost) {
        Rules rules = Rules.NONE.with(Option.GROUP, group).with(Option.COST, cost == 1 ? null : cost);
        Job plain = Yard.job(id, priority, Yard.AT, Tally.NONE);
        return new Job(id, Yard.QUEUE, plain.work(), rules, plain.times(), plain.past());
    }
}
