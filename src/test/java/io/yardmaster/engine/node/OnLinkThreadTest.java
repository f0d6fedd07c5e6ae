package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.yardmaster.store.redis.LinkThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnLinkThreadTest {
    private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long SHORT_NANOS = 3_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final LinkThread thread = new LinkThread(vertx);
    private final AtomicInteger turns = new AtomicInteger();
    private final Semaphore turned = new Semaphore(0);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void itTurnsAtItsStartAndWhenItIsWoken() throws InterruptedException {
        Loop loop = new Loop("woken", () -> counted(LONG_NANOS), thread);
        loop.start();
        assertThat(turned.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        loop.wake();
        assertThat(turned.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        loop.end();
        assertThat(turns).hasValue(2);
    }

    @Test
    void itTurnsAgainWhenThePauseIsOver() throws InterruptedException {
        Loop loop = new Loop("paused", () -> counted(SHORT_NANOS), thread);
        loop.start();
        assertThat(turned.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
        loop.end();
    }

    @Test
    void aShorterPauseCountsAfterALongerOne() throws InterruptedException {
        Loop loop = new Loop("shorter", () -> counted(turns.get() == 0 ? LONG_NANOS : SHORT_NANOS), thread);
        loop.start();
        assertThat(turned.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        loop.wake();
        assertThat(turned.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        loop.end();
    }

    @Test
    void aWakeDuringATurnBringsAnotherTurn() throws InterruptedException {
        Loop[] self = new Loop[1];
        self[0] = new Loop(
                "self",
                () -> {
                    if (turns.get() == 0) {
                        self[0].wake();
                    }
                    return counted(LONG_NANOS);
                },
                thread);
        self[0].start();
        assertThat(turned.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        self[0].end();
    }

    @Test
    void itsEndWaitsForTheTurnThatGoesOnAndIsTheLast() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Loop loop = new Loop(
                "ending",
                () -> {
                    begun.countDown();
                    awaitSafely(go);
                    return counted(0);
                },
                thread);
        loop.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        Thread end = Thread.ofPlatform().start(loop::end);
        assertThat(end.join(Duration.ofMillis(50))).isFalse();
        go.countDown();
        assertThat(end.join(Duration.ofSeconds(60))).isTrue();
        int atEnd = turns.get();
        loop.wake();
        CountDownLatch later = new CountDownLatch(1);
        thread.post(later::countDown);
        assertThat(later.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(turns).hasValue(atEnd);
    }

    @Test
    void itOutlivesAnError() throws InterruptedException {
        Loop loop = new Loop(
                "stubborn",
                () -> {
                    counted(0);
                    throw new OutOfMemoryError("an error");
                },
                thread);
        loop.start();
        assertThat(turned.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        loop.end();
    }

    @Test
    void oneThatNeverStartedEndsAtOnceAndIsNotWoken() throws InterruptedException {
        Loop loop = new Loop("never", () -> counted(LONG_NANOS), thread);
        loop.wake();
        CountDownLatch later = new CountDownLatch(1);
        thread.post(later::countDown);
        assertThat(later.await(60, TimeUnit.SECONDS)).isTrue();
        loop.end();
        assertThat(turns).hasValue(0);
    }

    private long counted(long pause) {
        turns.incrementAndGet();
        turned.release();
        return pause;
    }

    private static void awaitSafely(CountDownLatch go) {
        try {
            go.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
