package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopTest {
    @Test
    void itOutlivesExceptionsAndErrors() throws InterruptedException {
        CountDownLatch turns = new CountDownLatch(3);
        Loop loop = new Loop("stubborn", () -> {
            turns.countDown();
            if (turns.getCount() == 2) {
                throw new IllegalStateException("an exception");
            }
            throw new OutOfMemoryError("an error");
        });
        loop.start();
        boolean turned = turns.await(60, TimeUnit.SECONDS);
        loop.end();
        assertThat(turned).isTrue();
    }
}
