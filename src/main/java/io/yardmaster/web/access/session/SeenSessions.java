package io.yardmaster.web.access.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sessions that this node saw last, at most {@value #MOST}: for a time without store, and to renew them seldom. */
final class SeenSessions {
    private static final int MOST = 1_000;

    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    private record Seen(Caller caller, long renewedAt) {}

    /** True when this node has not renewed the session since then. @param nanos of System.nanoTime */
    synchronized boolean renewedBefore(String hash, long nanos) {
        Seen known = seen.get(hash);
        return known == null || known.renewedAt - nanos < 0;
    }

    /** Notes what the store said. @param renewedAt of System.nanoTime; null when it was only asked */
    synchronized Optional<Caller> note(String hash, Optional<Caller> caller, Long renewedAt) {
        if (caller.isEmpty()) {
            seen.remove(hash);
        } else if (renewedAt != null) {
            seen.put(hash, new Seen(caller.get(), renewedAt));
            forgetOldest();
        }
        return caller;
    }

    /** Whose session it was when the store was last asked; empty when it was not renewed since then. */
    synchronized Optional<Caller> caller(String hash, long nanos) {
        return Optional.ofNullable(seen.get(hash))
                .filter(known -> known.renewedAt - nanos >= 0)
                .map(Seen::caller);
    }

    synchronized void forget(String hash) {
        seen.remove(hash);
    }

    private void forgetOldest() {
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }
}
