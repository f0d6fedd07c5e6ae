package io.yardmaster.handlers.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that only takes time. */
final class Pause {
    private Pause() {}

    /** Returns after so many milliseconds, or throws when the thread is interrupted. */
    static void millis(long ms) throws InterruptedException {
        new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS);
    }
}
