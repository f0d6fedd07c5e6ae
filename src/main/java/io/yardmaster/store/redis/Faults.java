package io.yardmaster.store.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** Tells a store that cannot work now from a fault of ours. */
final class Faults {
    private static final Set<String> AWAY = Set.of(
            "LOADING",
            "BUSY",
            "MISCONF",
            "OOM",
            "READONLY",
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MASTERDOWN",
            "NOAUTH",
            "NOREPLICAS");

    private static final Set<String> DEMOTED = Set.of("READONLY", "MASTERDOWN");

    /** What the client answers, in the manner of Redis, for each part of a batch whose connection broke. */
    private static final String BROKEN = "CONNECTION_CLOSED";

    /** What the client puts before the error of a command in a batch: the command's position. */
    private static final Pattern BATCHED = Pattern.compile("^ERR \\[\\d+] ");

    private Faults() {}

    static RuntimeException of(Throwable cause) {
        if (!(cause instanceof ErrorType error)) {
            return new StoreAwayException("the store is away: " + cause.getMessage(), cause);
        }
        String message = BATCHED.matcher(String.valueOf(error.getMessage())).replaceFirst("");
        String word = AWAY.stream()
                .filter(one -> message.startsWith(one) || message.contains("-" + one + " "))
                .findFirst()
                .orElse("");
        return message.contains(BROKEN) || !word.isEmpty()
                ? new StoreAwayException("the store cannot work now: " + message, cause, word)
                : new StoreFault(message);
    }

    /** True when behind this connection is a Redis that is no master any more: another one may be at its address. */
    static boolean isDemoted(RuntimeException fault) {
        return fault instanceof StoreAwayException away && DEMOTED.contains(away.refusal());
    }

    static boolean isUnknownScript(Throwable fault) {
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        return cause instanceof StoreFault && cause.getMessage().startsWith("NOSCRIPT");
    }

    /** Redis refused a command: the key was edited by hand, or the program is wrong. */
    static final class StoreFault extends IllegalStateException {
        private static final long serialVersionUID = 1;

        StoreFault(String message) {
            super(message);
        }
    }
}
