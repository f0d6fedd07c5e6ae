package io.yardmaster.job.unique;

import java.util.List;

/** Some of the keys that are held in a queue. @param next where the next ones follow; null when there are none */
public record HeldKeys(List<HeldKey> keys, String next) {
    public HeldKeys {
        keys = List.copyOf(keys);
    }
}
