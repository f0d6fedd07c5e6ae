package io.yardmaster.engine.jobs;

/** A place in a job's log as an opaque word for clients. */
final class LineCursor {
    private static final char PREFIX = 'l';

    private LineCursor() {}

    static String of(int line) {
        return PREFIX + Integer.toString(line, Character.MAX_RADIX);
    }

    /** @throws IllegalArgumentException when it is not one of ours */
    static int read(String cursor) {
        try {
            int line = Integer.parseInt(cursor, 1, cursor.length(), Character.MAX_RADIX);
            if (cursor.charAt(0) == PREFIX && line >= 0) {
                return line;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
            throw new IllegalArgumentException("cursor is not one that a page before gave", notOurs);
        }
        throw new IllegalArgumentException("cursor is not one that a page before gave");
    }
}
