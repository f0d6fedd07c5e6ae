package io.yardmaster.job.unique;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a page of held keys ended: behind a key that ends at a time, or at a place in the scan of the others. Where a part of
 * the scan was given by half, names up to the last one given are passed over until the scan is behind that part.
 *
 * @param at epoch milliseconds when the last key ends; of those that end at a time only
 * @param scan the place in the scan, digits; null among those that end at a time
 * @param key the last key of those that end at a time; else empty
 * @param halves the parts that were given by half and that the scan is not behind, the largest first: when the table has
 *     grown since, a part of a part is given by half
 * @param floor names up to this one are passed over to the end, since all that is left was in hand; empty when it was not
 */
public record KeyCursor(long at, String scan, String key, List<Half> halves, String floor) {
    /** The first of those that end at a time. */
    public static final KeyCursor START = timed(0, "");
    /** Where a scan begins and ends. */
    public static final String END = "0";

    /** The first of the others. */
    public static final KeyCursor OTHERS = new KeyCursor(0, END, "", List.of(), "");

    /** A table that doubles so many times within one part is not met; a client's word has no more. */
    private static final int MOST_HALVES = 4;

    /** Between the words of two halves. */
    private static final String BETWEEN = "\t";

    /** @param next the place behind the part @param key the last name that was given of it */
    public record Half(String next, String key) {
        boolean passes(String place, String name) {
            return order(place, next) <= 0 && name.compareTo(key) <= 0;
        }
    }

    /** Behind a key that ends at a time. */
    public static KeyCursor timed(long at, String key) {
        return new KeyCursor(at, null, key, List.of(), "");
    }

    /** @throws IllegalArgumentException when it is not one that a page gave */
    public static KeyCursor of(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
        if (parts.length == 2 && parts[0].matches("[0-9]{1,16}") && Unique.isKey(parts[1])) {
            return timed(Long.parseLong(parts[0]), parts[1]);
        }
        if (parts.length == 4 && isPlace(parts[0]) && isKeyOrEmpty(parts[3])) {
            return new KeyCursor(0, parts[0], "", halves(parts[1], parts[2]), parts[3]);
        }
        throw none();
    }

    /** @param nexts of each half @param keys of each half */
    private static List<Half> halves(String nexts, String keys) {
        if (nexts.isEmpty() && isKeyOrEmpty(keys)) {
            return List.of();
        }
        String[] next = nexts.split(BETWEEN, -1);
        String[] key = keys.split(BETWEEN, -1);
        boolean whole = next.length == key.length
                && next.length <= MOST_HALVES
                && Stream.of(next).allMatch(KeyCursor::isPlace)
                && Stream.of(key).allMatch(KeyCursor::isKeyOrEmpty);
        if (!whole) {
            throw none();
        }
        return IntStream.range(0, next.length)
                .mapToObj(i -> new Half(next[i], key[i]))
                .toList();
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("is not one of this list");
    }

    private static boolean isPlace(String text) {
        return text.matches("[0-9]{1,19}") || text.matches("1[0-9]{19}") && text.compareTo("18446744073709551615") <= 0;
    }

    private static boolean isKeyOrEmpty(String text) {
        return text.isEmpty() || Unique.isKey(text);
    }

    public boolean isTimed() {
        return scan == null;
    }

    /** True where a part was given by half, and the scan is not behind it. */
    public boolean isWithin() {
        return !halves.isEmpty();
    }

    /** True for a key that was given already. @param place where the scan goes on behind the part that has it */
    public boolean passes(String place, String name) {
        return name.compareTo(floor) <= 0 || halves.stream().anyMatch(half -> half.passes(place, name));
    }

    /** Behind a part that was given whole. @param place where the scan goes on */
    public KeyCursor behind(String place) {
        return new KeyCursor(0, place, "", around(place).toList(), floor);
    }

    /** In a part that was given up to a key. @param place where the scan goes on behind it */
    public KeyCursor within(String place, String last) {
        if (place.equals(END)) {
            return new KeyCursor(0, scan, "", List.of(), last);
        }
        List<Half> all =
                Stream.concat(around(place), Stream.of(new Half(place, last))).toList();
        return new KeyCursor(0, scan, "", all.subList(Math.max(0, all.size() - MOST_HALVES), all.size()), floor);
    }

    /** Those that reach further than a place. */
    private Stream<Half> around(String place) {
        return halves.stream().filter(half -> order(place, half.next()) < 0);
    }

    /** Redis counts up from the highest bit, so that places keep their order when a table grows; the end is behind all. */
    private static int order(String one, String other) {
        long first = Long.reverse(Long.parseUnsignedLong(one));
        long second = Long.reverse(Long.parseUnsignedLong(other));
        return Long.compareUnsigned(first - 1, second - 1);
    }

    /** The word for clients; no key has a line feed or a tab. */
    public String text() {
        String text =
                isTimed() ? at + "\n" + key : String.join("\n", scan, ofEach(Half::next), ofEach(Half::key), floor);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String ofEach(Function<Half, String> word) {
        return halves.stream().map(word).collect(Collectors.joining(BETWEEN));
    }
}
