package io.yardmaster.job.text;

import java.nio.charset.StandardCharsets;

/** Bounds on text that comes from outside. */
public final class Text {
    private Text() {}

    /** False for text with half of a surrogate pair: no encoding can write it, and a question mark would stand for it. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
    }

    /** The length of a text in bytes of UTF-8. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** True for a text of at most so many bytes of UTF-8. */
    public static boolean fits(String text, int mostBytes) {
        int length = text.length();
        return length <= mostBytes && (length <= mostBytes / 3 || bytes(text) <= mostBytes);
    }

    /**
     * The text itself, or its first {@code longest} characters.
     *
     * @param text may be null, then null is returned
     * @param longest in UTF-16 characters; a surrogate pair is never torn
     */
    public static String cut(String text, int longest) {
        if (text == null || text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
