package io.yardmaster.job.queue;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How queues share slots. */
public enum QueueMode {
    /** Each by its weight; nobody starves. */
    WEIGHTED,
    /** In their order: one behind gets what those before it leave. */
    STRICT;

    /** Its word in requests and answers, and in the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for a word that is none. */
    public static Optional<QueueMode> of(String word) {
        return Stream.of(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
