package io.yardmaster.web.access.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets a burst of tries through and after that one a while, for each key apart. Keeps one number a key, and at most
 * {@value #MOST_KEYS} keys: the one unseen for the longest is forgotten first.
 */
final class Throttle {
    private static final int MOST_KEYS = 10_000;

    private final long everyNanos;
    private final long burstNanos;
    /** When the last try of a key would have come, had all its tries come evenly. */
    private final Map<String, Long> due = new LinkedHashMap<>(16, 0.75f, true);

    /** @param burst tries at once, at least 1 @param everyNanos nanoseconds for one more */
    Throttle(int burst, long everyNanos) {
        this.everyNanos = everyNanos;
        this.burstNanos = (burst - 1) * everyNanos;
    }

    /** Takes one try of that key. @param now of System.nanoTime @return false when it comes too early; nothing is taken then */
    synchronized boolean take(String key, long now) {
        long at = dueOf(key, now);
        if (at - now > burstNanos) {
            return false;
        }
        due.put(key, at + everyNanos);
        forgetOldest();
        return true;
    }

    /** True when tries of that key still count. @param now of System.nanoTime */
    synchronized boolean isBusy(String key, long now) {
        return dueOf(key, now) != now;
    }

    /** Gives a try back, for one that was right. */
    synchronized void giveBack(String key) {
        due.computeIfPresent(key, (same, at) -> at - everyNanos);
    }

    private long dueOf(String key, long now) {
        Long at = due.get(key);
        return at == null || at - now < 0 ? now : at;
    }

    private void forgetOldest() {
        if (due.size() > MOST_KEYS) {
            due.remove(due.keySet().iterator().next());
        }
    }
}
