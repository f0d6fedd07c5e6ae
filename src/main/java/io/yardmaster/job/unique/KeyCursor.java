package io.yardmaster.job.unique;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of held keys ended: behind a key that ends at a time, or at a place in the scan of the others. Where a part of
 * the scan was given by half, names up to the last one given are passed over until the scan is behind that part.
 *
 * @param at epoch milliseconds when the last key ends; of those that end at a time only
 * @param scan the place in the scan, digits; null among those that end at a time
 * @param next the place behind a part that was given by half; empty when none was
 * @param key the last key that was given of that part, or of those that end at a time; else empty
 * @param floor names up to this one are passed over to the end, since all that is left was in hand; empty when it was not
 */
public record KeyCursor(long at, String scan, String next, String key, String floor) {
    /** The first of those that end at a time. */
    public static final KeyCursor START = timed(0, "");
    /** Where a scan begins and ends. */
    public static final String END = "0";

    /** The first of the others. */
    public static final KeyCursor OTHERS = new KeyCursor(0, END, "", "", "");

    /** Behind a key that ends at a time. */
    public static KeyCursor timed(long at, String key) {
        return new KeyCursor(at, null, "", key, "");
    }

    /** @throws IllegalArgumentException when it is not one that a page gave */
    public static KeyCursor of(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
        if (parts.length == 2 && parts[0].matches("[0-9]{1,16}") && Unique.isKey(parts[1])) {
            return timed(Long.parseLong(parts[0]), parts[1]);
        }
        boolean whole = parts.length == 4 && isPlace(parts[0]) && (parts[1].isEmpty() || isPlace(parts[1]));
        if (whole && isKeyOrEmpty(parts[2]) && isKeyOrEmpty(parts[3])) {
            return new KeyCursor(0, parts[0], parts[1], parts[2], parts[3]);
        }
        throw new IllegalArgumentException("is not one of this list");
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
        return !next.isEmpty();
    }

    /** True for a key that was given already. @param place where the scan goes on behind the part that has it */
    public boolean passes(String place, String name) {
        return name.compareTo(floor) <= 0 || isWithin() && order(place, next) <= 0 && name.compareTo(key) <= 0;
    }

    /** Behind a part that was given whole. @param place where the scan goes on */
    public KeyCursor behind(String place) {
        return isWithin() && order(place, next) < 0
                ? new KeyCursor(0, place, next, key, floor)
                : new KeyCursor(0, place, "", "", floor);
    }

    /** In a part that was given up to a key. @param place where the scan goes on behind it */
    public KeyCursor within(String place, String last) {
        return place.equals(END) ? new KeyCursor(0, scan, "", "", last) : new KeyCursor(0, scan, place, last, floor);
    }

    /** Redis counts up from the highest bit, so that places keep their order when a table grows; the end is behind all. */
    private static int order(String one, String other) {
        long first = Long.reverse(Long.parseUnsignedLong(one));
        long second = Long.reverse(Long.parseUnsignedLong(other));
        return Long.compareUnsigned(first - 1, second - 1);
    }

    /** The word for clients; no key has a line feed. */
    public String text() {
        String text = isTimed() ? at + "\n" + key : String.join("\n", scan, next, key, floor);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
