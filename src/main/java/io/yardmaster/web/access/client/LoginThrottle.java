package io.yardmaster.web.access.client;

import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How often a secret may be tried, by form, Basic and Bearer together: ten times at once and then every 6 s from one
 * network, and a hundred times at once and then twice a second from all that have failed before. The total never refuses
 * a network that has not failed. A right secret costs nothing, and goes on opening from where it was right before.
 */
@Singleton
public class LoginThrottle {
    /** Seconds until one more try is let through. */
    public static final int RETRY_AFTER_SECONDS = 6;

    private static final String ALL = "";
    private static final int MOST_KNOWN = 1_000;

    private final Throttle byNetwork = new Throttle(10, TimeUnit.SECONDS.toNanos(RETRY_AFTER_SECONDS));
    private final Throttle inTotal = new Throttle(100, TimeUnit.MILLISECONDS.toNanos(500));
    private final Set<String> known = Collections.synchronizedSet(Collections.newSetFromMap(new Recent()));

    /** Takes one try. @param network as {@link Clients#network} gives it @return false when it comes too early */
    public boolean take(String network) {
        long now = System.nanoTime();
        boolean fresh = !byNetwork.isBusy(network, now);
        return byNetwork.take(network, now) && (inTotal.take(ALL, now) || fresh);
    }

    /** True when that secret was right from that network before: then it is no try. */
    public boolean isKnown(String network, String secret) {
        return known.contains(key(network, secret));
    }

    /** The try was right: it does not count. */
    public void wasRight(String network, String secret) {
        byNetwork.giveBack(network);
        inTotal.giveBack(ALL);
        known.add(key(network, secret));
    }

    private static String key(String network, String secret) {
        return network + " " + Secret.hash(secret);
    }

    /** The one unseen for the longest is forgotten first. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_KNOWN;
        }
    }
}
