package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.attempt.Fingerprint;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.store.PlaceReader.Place;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Removal;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups of failures: counted as jobs die and leave, in the script of the move. */
class FailureStoreTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private FailureStore failures;

    @BeforeEach
    void open() {
        failures = new FailureStore(yard.links, yard.queues, yard.clock);
    }

    @AfterEach
    void recount() {
        Recount.agrees(yard, "at the end");
    }

    @Test
    void whatFailsInTheSameWayIsOneGroup() {
        die("order 1 is gone", "a");
        die("order 22 is gone", "b");
        die("no money", "c");
        FailureGroup gone = group(2);
        assertThat(gone.type()).isEqualTo("demo.noop");
        assertThat(gone.errorType()).isEqualTo("Boom");
        assertThat(gone.message()).isEqualTo("order 1 is gone");
        assertThat(gone.sample()).isEqualTo("b");
        assertThat(gone.trend()).hasSize(60).endsWith(2).startsWith(0);
        assertThat(gone.firstAt()).isLessThanOrEqualTo(gone.lastAt()).isPositive();
        assertThat(places(gone)).containsExactly("b", "a");
        assertThat(all().isComplete()).isTrue();
        assertThat(all().groups()).hasSize(2);
    }

    @Test
    void whoIsRetriedOrRemovedLeavesItsGroup() {
        die("no", "a", "b", "c", "d");
        FailureGroup no = group(4);
        yard.jobs.move(
                Yard.QUEUE, List.of(new Move("a", JobState.DEAD, JobState.WAITING, new Written(Yard.job("a"), null))));
        assertThat(group(3).trend()).as("it did die").endsWith(4);
        yard.jobs.remove(Yard.QUEUE, JobState.DEAD, null, List.of("b"));
        yard.jobs.remove(Yard.QUEUE, Removal.old(JobState.DEAD, Long.MAX_VALUE, 1), List.of("c", "d"));
        assertThat(places(group(1))).hasSize(1);
        yard.jobs.remove(Yard.QUEUE, JobState.DEAD, null, List.of("c", "d"));
        assertThat(all().groups()).isEmpty();
        yard.turnOut("a");
        die("no", "e");
        assertThat(group(1).firstAt()).isEqualTo(no.firstAt());
    }

    @Test
    void aCallThatIsRepeatedCountsOnce() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        Settlement dies = dying(claim, "a", "no");
        assertThat(yard.settle(dies)).isEmpty();
        assertThat(yard.settle(dies)).containsExactly(0);
        assertThat(group(1).trend()).endsWith(1);
    }

    @Test
    void fullGroupsMakeOtherAndEmptiedOnesMakeRoom() {
        List<String> ids = IntStream.range(0, 1_003).mapToObj(i -> "j" + i).toList();
        for (int from = 0; from < ids.size(); from += 100) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + 100));
            yard.enqueue(part.toArray(String[]::new));
            Claim claim = yard.hold("w", Yard.LEASE_MS, part.toArray(String[]::new));
            yard.settle(part.stream()
                    .map(id -> dying(claim, id, "kind " + letters(id)))
                    .toArray(Settlement[]::new));
        }
        assertThat(all().groups()).hasSize(1_001);
        FailureGroup other = group(3);
        assertThat(other.fingerprint()).isEqualTo(Fingerprint.OTHER);
        assertThat(other.type()).isNull();
        assertThat(other.isOther()).isTrue();
        yard.jobs.remove(Yard.QUEUE, JobState.DEAD, null, List.of("j7"));
        die("a new kind", "new");
        assertThat(all().groups()).anyMatch(group -> "a new kind".equals(group.message()));
        assertThat(yard.ask(Command.ZCARD, yard.keys.of(Key.FAILURES)).toInteger())
                .isEqualTo(1_001);
    }

    @Test
    void aDeathWithoutAFingerprintIsCountedAsOutsideOfGroups() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        yard.settle(Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job("a"), null));
        assertThat(all().dead()).isEqualTo(1);
        assertThat(all().isComplete()).isFalse();
    }

    @Test
    void theTrendMovesOnWithTheMinutes() {
        die("no", "a");
        String key = "ym:{q}:failure:" + group(1).fingerprint();
        long minute = yard.ask(Command.HGET, key, "minute").toLong();
        yard.ask(Command.HSET, key, "minute", minute - 3);
        assertThat(group(1).trend().subList(56, 60)).containsExactly(1, 0, 0, 0);
        die("no", "b");
        assertThat(group(2).trend().subList(56, 60)).containsExactly(1, 0, 0, 1);
        yard.ask(Command.HSET, key, "minute", minute - 500);
        die("no", "c");
        assertThat(group(3).trend()).startsWith(0).endsWith(0, 1);
    }

    private FailureStore.KnownFailures all() {
        return failures.of(List.of(Yard.QUEUE)).getFirst();
    }

    private FailureGroup group(long count) {
        return all().groups().stream()
                .filter(group -> group.count() == count)
                .findFirst()
                .orElseThrow();
    }

    /** Read in pages of one. */
    private List<String> places(FailureGroup group) {
        List<String> ids = new ArrayList<>();
        List<Place> page = failures.places(Yard.QUEUE, group.fingerprint(), null, 1);
        while (!page.isEmpty()) {
            ids.add(page.getFirst().id());
            page = failures.places(Yard.QUEUE, group.fingerprint(), page.getFirst(), 1);
        }
        return ids;
    }

    private static void die(String message, String... ids) {
        yard.enqueue(ids);
        Claim claim = yard.hold("w", Yard.LEASE_MS, ids);
        Settlement[] all = new Settlement[ids.length];
        for (int i = 0; i < ids.length; i++) {
            all[i] = dying(claim, ids[i], message);
        }
        assertThat(yard.settle(all)).isEmpty();
    }

    private static Settlement dying(Claim claim, String id, String message) {
        JobError error = JobError.of("Boom", message).in("demo.noop");
        Attempt last = Yard.attempt(claim, 1, Attempt.End.FATAL, error);
        return Yard.settlement(claim, Settlement.To.DEAD, 0, Yard.job(id), last);
    }

    /** Digits would make all the same. */
    private static String letters(String id) {
        StringBuilder letters = new StringBuilder();
        id.chars().forEach(c -> letters.append((char) (c < 'a' ? c - '0' + 'a' : c)));
        return letters.toString();
    }
}
