package io.yardmaster.engine.worker.dispatch;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.worker.run.Gate;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The loop that claims and writes back, over a real Redis; the tests drive its turns. */
class DispatcherTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final Gate gate = new Gate();
    private Dispatcher dispatcher;

    @BeforeEach
    void make() {
        dispatcher = gate.dispatcher(yard, gate.calls(yard), 3);
    }

    @AfterEach
    void end() {
        gate.open();
    }

    @Test
    void asManyRunAsThereAreSlots() {
        yard.enqueue("a", "b", "c", "d", "e");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().size() == 3);
        dispatcher.turn();
        assertThat(yard.count(JobState.ACTIVE)).isEqualTo(3);
        assertThat(yard.count(JobState.WAITING)).isEqualTo(2);
        assertThat(gate.begun()).containsExactly("a", "b", "c");
        assertThat(dispatcher.isBusy()).isTrue();
    }

    @Test
    void aClaimThatItsBytesCutShortIsFollowedByAnother() {
        String payload = "{\"x\":\"" + "x".repeat(60_000) + "\"}";
        yard.enqueue(IntStream.range(0, 60)
                .mapToObj(i -> {
                    Job job = Yard.job("large" + (10 + i));
                    Work work = new Work(job.type(), payload, 10, List.of());
                    return new Job(job.id(), Yard.QUEUE, work, job.rules(), job.times(), job.past());
                })
                .toArray(Job[]::new));
        dispatcher = gate.dispatcher(yard, gate.calls(yard), 60);
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> !gate.begun().isEmpty());
        assertThat(dispatcher.tracks().iterator().next().backlog)
                .as("it asks again at once")
                .isTrue();
        turnUntil(() -> gate.begun().size() == 60);
    }

    @Test
    void endsAreWrittenAndFreeSlotsAreFilled() {
        yard.enqueue("a", "b", "c", "d", "e");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().size() == 3);
        gate.open();
        turnUntil(() -> yard.count(JobState.COMPLETED) == 5 && !dispatcher.isBusy());
        assertThat(dispatcher.ended()).isEqualTo(5);
        assertThat(yard.leases.leases(Yard.QUEUE))
                .as("a lease ends with its last job")
                .isEmpty();
    }

    @Test
    void aClaimThatIsReadAfterItsLeaseIsOverIsNotBegun() {
        yard.enqueue("a");
        dispatcher = gate.dispatcher(yard, gate.calls(yard, 200), 3);
        dispatcher.look(Yard.QUEUE);
        dispatcher.turn();
        await().until(() -> yard.count(JobState.ACTIVE) == 1);
        long from = System.nanoTime();
        await().until(() -> System.nanoTime() - from > 300_000_000L); // this process stands still
        Track track = dispatcher.tracks().iterator().next();
        turnUntil(() -> track.lost != null);
        assertThat(gate.begun()).isEmpty();
        assertThat(track.claims).isEmpty();
    }

    @Test
    void aNodeThatDrainsClaimsNothingMore() {
        yard.enqueue("a");
        dispatcher.stopClaiming();
        dispatcher.look(Yard.QUEUE);
        for (int turn = 0; turn < 5; turn++) {
            dispatcher.turn();
        }
        assertThat(dispatcher.isClaiming()).isFalse();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
    }

    @Test
    void whatEndsOtherwiseThanCompletedIsSettled() {
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
        dispatcher.tracks().forEach(track -> track.running().forEach(dispatcher::abandon));
        turnUntil(() -> !dispatcher.isBusy());
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().job().tally().failures())
                .as("a job that is handed back used no attempt")
                .isZero();
    }

    @Test
    void suspectsRunOneAtATime() {
        for (String id : List.of("a", "b")) {
            yard.enqueue(Yard.job(id, 10, Yard.AT, new Tally(0, 2, 0)));
        }
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().size() == 1);
        Track track = dispatcher.tracks().iterator().next();
        for (int look = 0; look < 5; look++) {
            dispatcher.look(Yard.QUEUE);
            turnUntil(() -> track.turnsUnderWay == 0);
        }
        assertThat(gate.begun()).hasSize(1);
        assertThat(dispatcher.runsSuspect()).isTrue();
        gate.open();
        turnUntil(() -> yard.count(JobState.COMPLETED) == 2);
        assertThat(dispatcher.runsSuspect()).isFalse();
    }

    @Test
    void aSuspectRunsWithNothingBesideIt() {
        claimASuspectBesideA();
        yard.enqueue("b");
        lookAndTurn();
        assertThat(gate.begun())
                .as("it waits for what runs, and nothing is claimed")
                .containsExactly("a");
        gate.open("a");
        turnUntil(() -> gate.begun().contains("s"));
        assertThat(yard.count(JobState.ACTIVE)).as("the end of a is written").isEqualTo(1);
        lookAndTurn();
        assertThat(gate.begun()).containsExactly("a", "s");
        gate.open("s");
        turnUntil(() -> gate.begun().contains("b"));
    }

    @Test
    void aSuspectHoldsTheOthersUpForTwoLeasesAtMost() {
        dispatcher = gate.dispatcher(yard, gate.calls(yard, 1_000), 3);
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
        yard.enqueue(Yard.job("s", 10, Yard.AT, new Tally(0, 2, 0)));
        yard.enqueue("b");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("s"));
        assertThat(gate.begun()).as("a lease is over, and b is not claimed yet").containsExactly("a", "s");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("b"));
    }

    @Test
    void aSuspectThatWaitsGoesBackWhenTheNodeDrains() {
        claimASuspectBesideA();
        dispatcher.stopClaiming();
        turnUntil(() -> yard.count(JobState.WAITING) == 1);
        assertThat(gate.begun()).containsExactly("a");
    }

    private void claimASuspectBesideA() {
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
        yard.enqueue(Yard.job("s", 10, Yard.AT, new Tally(0, 2, 0)));
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> yard.count(JobState.ACTIVE) == 2);
    }

    private void lookAndTurn() {
        for (int look = 0; look < 5; look++) {
            dispatcher.look(Yard.QUEUE);
            turnUntil(() -> dispatcher.tracks().stream().allMatch(track -> track.turnsUnderWay == 0));
        }
    }

    @Test
    void aClaimWhoseReplyWasLostIsTakenUp() {
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
        Track track = dispatcher.tracks().iterator().next();
        yard.enqueue("b");
        Claim lost = yard.hold(Gate.OWNER, Yard.LEASE_MS, "b");
        dispatcher.adopt(track, lost, yard.leases.packed(Yard.QUEUE, List.of("b")), System.nanoTime());
        dispatcher.turn();
        assertThat(gate.begun()).as("every reply came").containsExactly("a");
        track.failed(true, Duration.ofMinutes(1).toNanos());
        dispatcher.adopt(track, lost, yard.leases.packed(Yard.QUEUE, List.of("b")), System.nanoTime());
        turnUntil(() -> gate.begun().contains("b"));
        gate.open();
        turnUntil(() -> yard.count(JobState.COMPLETED) == 2);
    }

    @Test
    void aKeyOfAWrongTypeStopsNoOtherQueue() {
        yard.queues.register("broken");
        yard.ask(Command.SET, "ym:{broken}:" + Key.ACTIVE.word(), "x");
        yard.enqueue("a");
        dispatcher.look("broken");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> gate.begun().contains("a"));
    }

    private void turnUntil(Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            dispatcher.turn();
            return done.call();
        });
    }
}
