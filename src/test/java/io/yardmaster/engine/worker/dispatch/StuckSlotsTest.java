package io.yardmaster.engine.worker.dispatch;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.worker.run.Gate;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.StopReason;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that ignore their interrupt, over a real Redis; the tests drive the turns. */
class StuckSlotsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final int SLOTS = 2;

    /** Runs until the test lets it go, whatever it is told. */
    @JobHandler(value = "demo.noop", hardTimeoutMs = 1)
    private static final class Deaf implements Handler<Map<String, String>> {
        private final Set<String> begun = ConcurrentHashMap.newKeySet();
        private final Set<String> let = ConcurrentHashMap.newKeySet();
        private final CountDownLatch all = new CountDownLatch(1);

        @Override
        public Outcome run(Map<String, String> payload, JobContext context) {
            begun.add(context.jobId());
            while (!let.contains(context.jobId()) && !ended()) {
                continue;
            }
            return Outcome.succeeded();
        }

        private boolean ended() {
            try {
                return all.await(2, TimeUnit.MILLISECONDS);
            } catch (InterruptedException ignored) {
                return false;
            }
        }
    }

    private final Deaf deaf = new Deaf();
    private Dispatcher dispatcher;
    private StuckSlots stuck;

    @BeforeEach
    void make() {
        dispatcher = new Gate().dispatcher(yard, new Gate().calls(yard), SLOTS, deaf);
        stuck = new StuckSlots(dispatcher);
        yard.enqueue("a", "b", "c", "d", "e", "f");
        dispatcher.look(Yard.QUEUE);
        turnUntil(() -> deaf.begun.size() == SLOTS);
    }

    @AfterEach
    void end() {
        deaf.all.countDown();
    }

    @Test
    void othersOpenForThemUpToAsManyAsThePoolHas() {
        stopAll();
        turnUntil(() -> stuck.count() == 2 && deaf.begun.size() == 4);
        assertThat(yard.count(JobState.CANCELLED)).isEqualTo(2);
        stopAll();
        turnUntil(() -> stuck.count() == 4 && yard.count(JobState.CANCELLED) == 4);
        for (int look = 0; look < 5; look++) {
            dispatcher.look(Yard.QUEUE);
            stuck.turn();
            dispatcher.turn();
        }
        assertThat(deaf.begun).as("no third one opens").hasSize(4);
        deaf.let.add(deaf.begun.iterator().next());
        turnUntil(() -> stuck.count() == 3 && deaf.begun.size() == 5);
    }

    @Test
    void whatOneSaysLaterIsRefused() {
        stopAll();
        turnUntil(() -> stuck.count() == 2 && yard.count(JobState.CANCELLED) == 2);
        deaf.let.addAll(deaf.begun);
        turnUntil(() -> stuck.count() == 0);
        assertThat(yard.count(JobState.CANCELLED)).isEqualTo(2);
        assertThat(yard.count(JobState.COMPLETED)).isZero();
    }

    private void stopAll() {
        dispatcher.tracks().forEach(track -> track.running().forEach(this::stop));
    }

    private void stop(Run run) {
        run.stop(StopReason.CANCELLED);
    }

    private void turnUntil(Callable<Boolean> done) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            stuck.turn();
            dispatcher.turn();
            return done.call();
        });
    }
}
