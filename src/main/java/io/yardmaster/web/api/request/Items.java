package io.yardmaster.web.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.yardmaster.engine.jobs.Page;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list, as every list answers.
 *
 * @param items at most as many as asked for
 * @param nextCursor opaque; null when nothing follows
 * @param scanned how many were looked at for them; null, and left out, where none but the items
 * @param complete whether nothing follows; null and left out with it
 */
public record Items<T>(
        List<T> items,
        String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer scanned,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean complete) {
    public Items(List<T> items, String nextCursor) {
        this(items, nextCursor, null, null);
    }

    /** A page of what a filter left. */
    public static <T> Items<T> filtered(Page<T> page) {
        return new Items<>(page.items(), page.nextCursor(), page.looks(), page.nextCursor() == null);
    }

    public static <S, T> Items<T> of(Page<S> page, Function<S, T> item) {
        return new Items<>(page.items().stream().map(item).toList(), page.nextCursor());
    }

    /** A page of a list that is short enough to be at hand as a whole. @param key names an item and is its cursor */
    public static <T> Items<T> of(List<T> all, Function<T, String> key, Query query) {
        int from = query.cursor() == null ? 0 : after(all, key, query.cursor());
        return of(all.subList(from, all.size()), key, query.limit());
    }

    /** The same of a list that is sorted by its key, so that a cursor stays good when its item goes. */
    public static <T> Items<T> after(List<T> sorted, Function<T, String> key, Query query) {
        int from = 0;
        while (query.cursor() != null
                && from < sorted.size()
                && key.apply(sorted.get(from)).compareTo(query.cursor()) <= 0) {
            from++;
        }
        return of(sorted.subList(from, sorted.size()), key, query.limit());
    }

    private static <T> Items<T> of(List<T> rest, Function<T, String> key, int limit) {
        List<T> items = List.copyOf(rest.subList(0, Math.min(rest.size(), limit)));
        return new Items<>(items, items.size() < rest.size() ? key.apply(items.getLast()) : null);
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
