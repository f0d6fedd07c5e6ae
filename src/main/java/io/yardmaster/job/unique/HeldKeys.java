package io.yardmaster.job.unique;

import java.util.List;

/** Some of the keys that are held in a queue. @param more true when others may follow */
public record HeldKeys(List<HeldKey> keys, boolean more) {
    public HeldKeys {
        keys = List.copyOf(keys);
    }
}
