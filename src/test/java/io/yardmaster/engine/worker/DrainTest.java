package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.run.Gate;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.StopReason;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrainTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final Gate gate = new Gate();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    /** Goes on until the test is over. */
    @JobHandler("demo.noop")
    private final class Deaf implements Handler<Map<String, String>> {
        @Override
        public Outcome run(Map<String, String> payload, JobContext context) {
            hang();
            return Outcome.succeeded();
        }
    }

    /** Counts no wait until the test is over. */
    private final class Hanging extends RetryDelays {
        @Override
        public Backoff counted(Backoff backoff, int failures, String type) {
            hang();
            return backoff;
        }
    }

    /** Its run was told to stop because its time was over, and its job would be tried again after a wait that nobody counts. */
    @Test
    void aWaitThatIsNeverCountedDoesNotHoldUpTheDrain() throws Exception {
        Calls calls = gate.calls(yard, Yard.LEASE_MS, new Hanging());
        Dispatcher dispatcher = gate.dispatcher(yard, calls, 1, new Deaf());
        yard.enqueue("a");
        dispatcher.look(Yard.QUEUE);
        dispatcher.start();
        await().until(() -> !running(dispatcher).isEmpty());
        running(dispatcher).forEach(run -> run.stop(StopReason.TIMED_OUT));
        CompletableFuture<List<Run>> left = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> left.complete(new Drain(dispatcher, 0).await()));
        assertThat(left.get(30, TimeUnit.SECONDS)).hasSize(1);
        dispatcher.end();
    }

    private static List<Run> running(Dispatcher dispatcher) {
        return dispatcher.tracks().stream()
                .flatMap(track -> track.running().stream())
                .toList();
    }

    private void hang() {
        while (true) {
            try {
                released.await();
                return;
            } catch (InterruptedException told) {
                Thread.onSpinWait(); // it does not stop when it is told to
            }
        }
    }
}
