package io.yardmaster.handlers.image;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/**
 * Keeps pictures from using up the processor and the memory: at most as many at once as there are cores, and half of
 * the heap at ten bytes a pixel. Who asks for more waits.
 */
@Singleton
class PixelBudget {
    static final long MOST_PIXELS = 40_000_000;
    private static final int BYTES_A_PIXEL = 10;

    private final Semaphore cores;

    /** Pixels that one picture may have. */
    private final long mostPixels;

    @Inject
    PixelBudget() {
        this(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());
    }

    PixelBudget(int cores, long heapBytes) {
        long pixels = heapBytes / 2 / BYTES_A_PIXEL;
        this.mostPixels = Math.min(MOST_PIXELS, pixels);
        this.cores = new Semaphore(Math.clamp(pixels / Math.max(1, mostPixels), 1, cores), true);
    }

    long mostPixels() {
        return mostPixels;
    }

    /** Waits for its turn; every enter is followed by a leave. */
    void enter() throws InterruptedException {
        cores.acquire();
    }

    void leave() {
        cores.release();
    }
}
