package io.yardmaster.engine.jobs;

import java.util.List;

/**
 * Part of a list.
 *
 * @param items at most as many as asked for
 * @param nextCursor opaque; null when nothing follows
 * @param looks how many were looked at for them
 */
public record Page<T>(List<T> items, String nextCursor, int looks) {
    public Page {
        items = List.copyOf(items);
    }

    /** A page for which nothing else was looked at. */
    public Page(List<T> items, String nextCursor) {
        this(items, nextCursor, items.size());
    }
}
