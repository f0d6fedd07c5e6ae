package io.yardmaster.engine.jobs;

import java.util.List;

/**
 * Part of a list.
 *
 * @param items at most as many as asked for
 * @param nextCursor opaque; null when nothing follows
 */
public record Page<T>(List<T> items, String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }
}
