package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Option;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.store.JobStore.Promoted;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Claimed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With payloads of 64 kB no script reads, or answers with, more than a few MB, however many jobs there are. */
class ByteBoundTest {
    private static final String LARGE = "x".repeat(65_000);
    private static final int JOBS = 200;
    private static final long MOST_BYTES = 3_000_000;
    /** Of the scripts themselves, beside what they read. */
    private static final long MOST_MEMORY = MOST_BYTES + 2_000_000;

    @RegisterExtension
    static final Yard yard = Yard.outside();

    @Test
    void aClaimStopsAtItsBytesAndSaysThatMoreWaits() {
        yard.enqueue(jobs(0, Rules.NONE));
        Turned first = yard.claim("w", JOBS, Yard.LEASE_MS);
        assertThat(bytes(first)).isBetween(1_000_000L, MOST_BYTES);
        assertThat(first.cut()).isTrue();
        assertThat(yard.ask(Command.HGET, yard.keys.of(Key.META), "parked"))
                .as("it does not wait for a hint")
                .satisfies(parked -> assertThat(String.valueOf(parked)).isNotEqualTo("1"));
        assertThat(drained(first)).isEqualTo(ids());
    }

    @Test
    void aClaimFromALaneOfAGroupStopsToo() {
        yard.enqueue(jobs(0, Rules.NONE.with(Option.GROUP, "g")));
        Turned first = yard.claim("w", JOBS, Yard.LEASE_MS);
        assertThat(first.lanes()).isTrue();
        assertThat(bytes(first)).isBetween(1_000_000L, MOST_BYTES);
        assertThat(drained(first)).isEqualTo(ids());
    }

    @Test
    void aRepeatedClaimAnswersWithTheSameJobs() {
        yard.enqueue(jobs(0, Rules.NONE));
        Turn turn = new Turn("w", Yard.LEASE_MS).want(JOBS, false).request("r");
        assertThat(Yard.ids(yard.turn(turn))).isEqualTo(Yard.ids(yard.turn(turn)));
    }

    @Test
    void aPromotionMovesWhatItCanReadAndGoesOnAtOnce() {
        yard.enqueue(jobs(1, Rules.NONE));
        forgetScripts();
        Promoted first = promote();
        assertThat(memory()).isLessThan(MOST_MEMORY);
        assertThat(first.moved()).isBetween(1, 40);
        assertThat(first.nextDueInMs()).isZero();
        for (int i = 0; i < 20; i++) {
            promote();
        }
        assertThat(yard.count(JobState.WAITING)).isEqualTo(JOBS);
        assertThat(drained(yard.claim("w", JOBS, Yard.LEASE_MS))).isEqualTo(ids());
    }

    @Test
    void aSurveyLooksAtTheLeastUrgentHeadsFirst() {
        yard.enqueue(IntStream.rangeClosed(1, 100)
                .mapToObj(priority -> large("p" + priority, priority, Yard.AT + priority, Rules.NONE))
                .toArray(Job[]::new));
        long oldest = yard.survey().oldestDueAt();
        assertThat(oldest).as("of the last heads, 1 MB together").isBetween(Yard.AT + 80, Yard.AT + 90);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(100);
    }

    @Test
    void newJobsComeInSeveralCallsWhereTheyAreLarge() {
        yard.enqueue("a");
        yard.ask(Command.CONFIG, "RESETSTAT");
        yard.enqueue(jobs(0, Rules.NONE));
        assertThat(info("commandstats", "cmdstat_evalsha:calls=").orElse(0)).isBetween(6L, 8L);
        assertThat(drained(yard.claim("w", 1, Yard.LEASE_MS))).hasSize(JOBS + 1).containsAll(ids());
    }

    @Test
    void enqueueDoesNotReadTheJobsThatAreThere() {
        yard.enqueue(jobs(0, Rules.NONE));
        Job[] small = IntStream.range(0, JOBS).mapToObj(i -> Yard.job(id(i))).toArray(Job[]::new);
        forgetScripts();
        yard.enqueue(small);
        assertThat(memory()).isLessThan(MOST_MEMORY);
        yard.ask(Command.DEL, yard.keys.of(Key.NAMED));
        forgetScripts();
        yard.enqueue(small);
        assertThat(memory()).as("ids that the server made").isLessThan(MOST_MEMORY);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(JOBS);
    }

    @Test
    void aRemovalOfWaitingJobsDoesNotReadThem() {
        yard.enqueue(jobs(0, Rules.NONE));
        yard.ask(Command.CONFIG, "RESETSTAT");
        assertThat(yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, ids())).hasSize(JOBS);
        assertThat(info("commandstats", "cmdstat_hget:calls=").orElse(0)).isLessThan(10);
    }

    /** All that is claimed, beginning with these, without any other call. */
    private static List<String> drained(Turned first) {
        List<String> ids = new ArrayList<>(Yard.ids(first));
        for (Turned next = claim(); !next.claimed().isEmpty(); next = claim()) {
            assertThat(bytes(next)).isLessThan(MOST_BYTES);
            ids.addAll(Yard.ids(next));
        }
        return ids;
    }

    private static Turned claim() {
        return yard.claim("w", JOBS, Yard.LEASE_MS);
    }

    private static long bytes(Turned turned) {
        return turned.claimed().stream()
                .map(Claimed::record)
                .mapToLong(record -> record.length)
                .sum();
    }

    private static Promoted promote() {
        return yard.jobs.promote(List.of(Yard.QUEUE), 100).getFirst();
    }

    /** Lets Redis begin with an empty memory for scripts. */
    private static void forgetScripts() {
        yard.ask(Command.SCRIPT, "FLUSH", "SYNC");
    }

    /** What scripts have taken since then, with what waits to be freed. */
    private static long memory() {
        return info("memory", "used_memory_lua:").orElseThrow();
    }

    /** The number behind a word in what Redis says of itself; empty where the word is not there. */
    private static OptionalLong info(String part, String word) {
        return yard.ask(Command.INFO, part)
                .toString()
                .lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()).split(",")[0])
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static List<String> ids() {
        return IntStream.range(0, JOBS).mapToObj(ByteBoundTest::id).toList();
    }

    private static String id(int i) {
        return "large" + (1_000 + i);
    }

    /** @param laterMs how much later than they were made they are due; none of them in the future */
    private static Job[] jobs(long laterMs, Rules rules) {
        return IntStream.range(0, JOBS)
                .mapToObj(i -> large(id(i), 10, 1_000_000 + laterMs * (i + 1), rules))
                .toArray(Job[]::new);
    }

    /** Its payload is one of its own: Lua holds equal texts once. */
    private static Job large(String id, int priority, long dueAt, Rules rules) {
        return new Job(
                id,
                Yard.QUEUE,
                new Work("demo.noop", "\"" + id + LARGE + "\"", priority, List.of()),
                rules,
                Times.of(Math.min(dueAt, dueAt < Yard.AT ? 1_000_000 : Yard.AT + 1_000), dueAt),
                Past.NONE);
    }
}
