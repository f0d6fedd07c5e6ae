package io.yardmaster.engine.worker.upkeep;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.claims.Doors;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.Told;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Turn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecovererTest {
    private static final long LEASE_MS = 200;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final Told told = new Told();
    private Recoverer recoverer;

    @BeforeEach
    void start() {
        WorkerStores stores = new WorkerStores(
                yard.claims, yard.leases, yard.queues, yard.jobs, yard.places, null, yard.links, yard.clock);
        recoverer = new Recoverer(
                stores,
                new Doors(yard.claims, yard.reader, told.events(), yard.clock).claims(),
                new Recoverer.Around(new QueueFaults(yard.clock), new OwnClaims(), owner -> 0),
                LEASE_MS);
        recoverer.start();
    }

    @AfterEach
    void end() {
        recoverer.end();
    }

    @Test
    void aJobWhoseWorkerVanishedWaitsAgainAtTheHead() {
        yard.enqueue("a", "b", "c");
        Claim claim = yard.hold("gone-1", LEASE_MS, "a", "b");
        awaitState("b", JobState.WAITING);
        JobView view = find("a");
        assertThat(view.job().tally()).isEqualTo(new Tally(0, 1, 0));
        Attempt lost = view.attempts().getFirst();
        assertThat(lost.outcome()).isEqualTo(Attempt.End.LOST);
        assertThat(lost.epoch()).isEqualTo(claim.epoch());
        assertThat(lost.worker()).isEqualTo("gone-1");
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS)))
                .containsExactlyInAnyOrder("a", "b", "c")
                .last()
                .isEqualTo("c");
        await().untilAsserted(() -> assertThat(told.heard()).hasSize(2));
        assertThat(told.heard()).allMatch(event -> event instanceof JobEvent.Lost one && !one.dead());
        assertThat(yard.complete(claim, "a")).containsExactly(0);
    }

    @Test
    void whoKeepsItsLeaseKeepsItsJobs() {
        yard.enqueue("a", "b");
        Claim kept = yard.hold("alive", Yard.LEASE_MS, "a");
        yard.hold("gone", LEASE_MS, "b");
        awaitState("b", JobState.WAITING);
        assertThat(find("a").standing().claim()).isEqualTo(kept);
        assertThat(yard.complete(kept, "a")).isEmpty();
    }

    @Test
    void aJobLostTwiceIsASuspectAndLostThreeTimesItIsDead() {
        yard.enqueue("a", "b");
        yard.hold("gone-1", LEASE_MS, "a");
        awaitState("a", JobState.WAITING);
        yard.hold("gone-2", LEASE_MS, "a");
        awaitState("a", JobState.WAITING);
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactly("b");
        assertThat(Yard.ids(yard.turn(new Turn("gone-3", LEASE_MS).want(9, true))))
                .containsExactly("a");
        awaitState("a", JobState.DEAD);
        JobView dead = find("a");
        assertThat(dead.standing().ending().reason()).isEqualTo(Reason.LOST);
        assertThat(dead.standing().ending().detail()).contains("gone-1", "gone-2", "gone-3");
        assertThat(dead.job().tally()).isEqualTo(new Tally(0, 3, 0));
        assertThat(dead.attempts()).extracting(Attempt::worker).containsExactly("gone-1", "gone-2", "gone-3");
        await().untilAsserted(() -> assertThat(told.heard()).hasSize(3));
        assertThat(((JobEvent.Lost) told.heard().getLast()).dead()).isTrue();
    }

    @Test
    void aSuspectIsNotBlamedForWhatRanBesideIt() {
        yard.queues.register("other");
        for (int crash = 0; crash < 5; crash++) {
            if (crash == 0) {
                yard.enqueue(Yard.job("innocent", 10, Yard.AT, new Tally(0, 2, 0)));
            }
            yard.enqueue("fresh-" + crash);
            String owner = "gone-" + crash;
            assertThat(Yard.ids(yard.turn(new Turn(owner, LEASE_MS).want(9, true))))
                    .containsExactly("innocent");
            // claimed later, so that its lease ends later
            assertThat(Yard.ids(yard.claim(owner, 1, 2 * LEASE_MS))).containsExactly("fresh-" + crash);
            awaitState("innocent", JobState.WAITING);
            awaitState("fresh-" + crash, JobState.WAITING);
            yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("fresh-" + crash));
        }
        assertThat(find("innocent").job().tally()).isEqualTo(new Tally(0, 2, 0));
        yard.turn(new Turn("gone-alone", LEASE_MS).want(9, true));
        awaitState("innocent", JobState.DEAD);
    }

    @Test
    void aUniqueJobKeepsItsKeyUntilItIsLostForTheThirdTime() {
        Job plain = Yard.job("u");
        Rules rules = Rules.NONE.with(Option.UNIQUE, new Unique("k", 1, Unique.Until.FINISH));
        yard.enqueue(new Job("u", Yard.QUEUE, plain.work(), rules, plain.times(), plain.past()));
        for (int lost = 0; lost < 3; lost++) {
            awaitState("u", JobState.WAITING);
            assertThat(isHeld()).isTrue();
            assertThat(Yard.ids(yard.turn(new Turn("gone", LEASE_MS).want(1, true))))
                    .containsExactly("u");
        }
        awaitState("u", JobState.DEAD);
        assertThat(isHeld()).isFalse();
    }

    @Test
    void theDeathOfANodeGivesItsPlacesInTheTotalBack() {
        yard.ask(Command.HSET, yard.keys.of(Key.META), "total", 2);
        yard.enqueue("a", "b", "c");
        yard.hold("gone", LEASE_MS, "a", "b");
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS)))
                .as("it may live")
                .isEmpty();
        awaitState("b", JobState.WAITING);
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).containsExactlyInAnyOrder("a", "b");
        assertThat(Yard.ids(yard.claim("w", 9, Yard.LEASE_MS))).isEmpty();
        assertThat(Duration.ofNanos(recoverer.turn()))
                .as("how long after the end of a lease at most")
                .isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    /** True while anything is left of a lock. */
    private static boolean isHeld() {
        return List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS).stream()
                .anyMatch(key -> yard.ask(Command.EXISTS, yard.keys.of(key)).toInteger() == 1);
    }

    @Test
    void aRecordThatCannotBeReadDoesNotStopTheRecoveryOfOthers() {
        yard.enqueue("a", "b", "c");
        yard.hold("gone", LEASE_MS, "a", "b", "c");
        yard.ask(Command.HSET, "ym:{q}:records", "a", "nonsense");
        yard.ask(Command.HDEL, "ym:{q}:records", "b");
        for (String id : List.of("a", "b", "c")) {
            awaitState(id, JobState.WAITING);
        }
        assertThat(yard.ask(Command.HGET, "ym:{q}:records", "a").toString()).isEqualTo("nonsense");
        assertThat(find("a").unreadable()).isNotNull();
        assertThat(find("c").standing().ending()).isNull();
    }

    @Test
    void leasesThatNobodyNeedsAreDropped() {
        yard.enqueue("a");
        yard.hold("gone", LEASE_MS, "a");
        await().untilAsserted(() -> assertThat(yard.leases.leases(Yard.QUEUE)).isEmpty());
    }

    private static void awaitState(String id, JobState state) {
        await().untilAsserted(() -> assertThat(find(id).state()).isEqualTo(state));
    }

    private static JobView find(String id) {
        return yard.reader.find(Yard.QUEUE, id).orElseThrow();
    }
}
