package io.yardmaster.web.access.login;

import io.yardmaster.web.access.client.Secret;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Links that sign in once. Opening one spends nothing (a preview in a chat may open it); only the button on its page
 * does. They live in this process for ten minutes.
 */
@Singleton
public class SignInLinks {
    private static final long VALID_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST_OPEN = 100;

    private final LongSupplier nanoTime;
    /** The hash of a link's word to the end of its time. */
    private final Map<String, Long> open = new LinkedHashMap<>();

    SignInLinks() {
        this(System::nanoTime);
    }

    SignInLinks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Makes a link and returns its path; beyond {@value #MOST_OPEN} open ones the oldest ends. */
    public synchronized String create() {
        String word = Secret.random();
        open.put(Secret.hash(word), nanoTime.getAsLong() + VALID_NANOS);
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        return "/login/link/" + word;
    }

    /** True while that word would sign in. Spends nothing. */
    public synchronized boolean isOpen(String word) {
        Long end = open.get(Secret.hash(word));
        return end != null && end - nanoTime.getAsLong() > 0;
    }

    /** Spends the link of that word: true for the first who asks in time, false ever after. */
    public synchronized boolean spend(String word) {
        Long end = open.remove(Secret.hash(word));
        return end != null && end - nanoTime.getAsLong() > 0;
    }
}
