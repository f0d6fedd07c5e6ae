package io.yardmaster.engine.worker;

import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.StopReason;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for running jobs to end and to be written back; then cancels, then releases what is left. */
final class Drain {
    private static final long LOOK_MS = 20;
    private static final long AFTER_CANCEL_MS = 2_000;
    private static final long AFTER_RELEASE_MS = 2_000;

    private final Dispatcher dispatcher;
    private final long patienceMs;
    private final CountDownLatch never = new CountDownLatch(1);

    Drain(Dispatcher dispatcher, long patienceMs) {
        this.dispatcher = dispatcher;
        this.patienceMs = patienceMs;
    }

    /** Returns the runs that did not stop even when cancelled; their jobs are released. */
    List<Run> await() {
        if (isIdleWithin(patienceMs)) {
            return List.of();
        }
        running().forEach(run -> run.stop(StopReason.RELEASED));
        if (isIdleWithin(AFTER_CANCEL_MS)) {
            return List.of();
        }
        List<Run> left = running();
        left.forEach(this::abandon);
        isIdleWithin(AFTER_RELEASE_MS);
        return left;
    }

    /** On a thread of its own, since code of the user may count the wait of its job; no virtual one, whose cores may all be held. */
    private void abandon(Run run) {
        Thread.ofPlatform().name("yardmaster-release").daemon().start(() -> dispatcher.abandon(run));
    }

    private List<Run> running() {
        return dispatcher.tracks().stream()
                .flatMap(track -> track.running().stream())
                .toList();
    }

    private boolean isIdleWithin(long ms) {
        long endNanos = System.nanoTime() + ms * 1_000_000;
        while (dispatcher.isBusy()) {
            if (System.nanoTime() - endNanos > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private void pause() {
        try {
            never.await(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
