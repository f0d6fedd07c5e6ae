package io.yardmaster.job.text;

/** Bounds on text that comes from outside. */
public final class Text {
    private Text() {}

    /** False for text with half of a surrogate pair: no encoding can write it, and a question mark would stand for it. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
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
