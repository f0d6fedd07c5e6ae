package io.yardmaster.handlers.email;

import java.util.concurrent.atomic.AtomicInteger;

/** How often one rendering may still go round a loop or into an include. */
final class Budget {
    static final String KEY = "yardmaster.budget";
    static final int MOST_ROUNDS = 10_000;
    static final int DEEPEST_INCLUDE = 20;

    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger depth = new AtomicInteger();

    /** @throws BadTemplateException when the last one is used up */
    void round() {
        if (rounds.incrementAndGet() > MOST_ROUNDS) {
            throw new BadTemplateException("goes round its loops more than " + MOST_ROUNDS + " times");
        }
    }

    /** @throws BadTemplateException when includes are nested deeper than allowed */
    void enter() {
        if (depth.incrementAndGet() > DEEPEST_INCLUDE) {
            throw new BadTemplateException("includes itself, or nests more than " + DEEPEST_INCLUDE + " includes");
        }
    }

    void leave() {
        depth.decrementAndGet();
    }
}
