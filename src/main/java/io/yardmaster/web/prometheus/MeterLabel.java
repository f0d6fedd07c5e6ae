package io.yardmaster.web.prometheus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The values of one label: the first {@value #MOST} that come, then {@code other}, so that no caller can fill memory. */
final class MeterLabel {
    static final int MOST = 200;
    static final String OTHER = "other";

    private final Set<String> known = ConcurrentHashMap.newKeySet();

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
