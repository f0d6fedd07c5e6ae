package io.yardmaster.web.access.login;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How often a password may be tried: ten times at once and then every 6 s from one address, and a hundred times at once
 * and then twice a second from all. A right password costs nothing.
 */
@Singleton
public class LoginThrottle {
    private static final String ALL = "";

    private final Throttle byAddress = new Throttle(10, TimeUnit.SECONDS.toNanos(6));
    private final Throttle inTotal = new Throttle(100, TimeUnit.MILLISECONDS.toNanos(500));

    /** Takes one try. @param address of the client; an IPv6 address counts with its neighbours in the same /64 */
    public boolean take(String address) {
        long now = System.nanoTime();
        return byAddress.take(network(address), now) && inTotal.take(ALL, now);
    }

    /** The try was right: it does not count. */
    public void wasRight(String address) {
        byAddress.giveBack(network(address));
        inTotal.giveBack(ALL);
    }

    /** One customer has a whole /64: without this every try could come from an address of its own. */
    static String network(String address) {
        if (address == null || address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
            return String.valueOf(address);
        }
        String[] groups = address.split(":", 6);
        return String.join(":", List.of(groups).subList(0, Math.min(4, groups.length)));
    }
}
