package io.yardmaster.web.api.request;

import io.yardmaster.engine.jobs.Page;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list, as every list answers.
 *
 * @param items at most as many as asked for
 * @param nextCursor opaque; null when nothing follows
 */
public record Items<T>(List<T> items, String nextCursor) {
    public static <S, T> Items<T> of(Page<S> page, Function<S, T> item) {
        return new Items<>(page.items().stream().map(item).toList(), page.nextCursor());
    }

    /** A page of a list that is short enough to be at hand as a whole. @param key names an item and is its cursor */
    public static <T> Items<T> of(List<T> all, Function<T, String> key, Query query) {
        int from = query.cursor() == null ? 0 : after(all, key, query.cursor());
        int to = Math.min(all.size(), from + query.limit());
        List<T> items = List.copyOf(all.subList(from, to));
        return new Items<>(items, to < all.size() ? key.apply(items.getLast()) : null);
    }

    private static <T> int after(List<T> all, Function<T, String> key, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (key.apply(all.get(i)).equals(cursor)) {
                return i + 1;
            }
        }
        throw Query.wrong("cursor", "does not point at anything, or no longer: begin again without it");
    }
}
