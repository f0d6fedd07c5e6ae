package io.yardmaster.web.prometheus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of one label: the first {@value #MOST} that come, then {@code other}, so that no caller can fill memory. */
final class MeterLabel {
    static final int MOST = 200;
    static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Those that have a place of their own now. */
    Set<String> values() {
        return Set.copyOf(known);
    }

    /** Gives the place of a value that is gone to the next one that comes. */
    void forget(String value) {
        known.remove(value);
    }

    /** The value itself, or {@code other}. */
    String of(String value) {
        if (known.contains(value)) {
            return value;
        }
        synchronized (known) {
            return known.size() < MOST && known.add(value) || known.contains(value) ? value : OTHER;
        }
    }
}
