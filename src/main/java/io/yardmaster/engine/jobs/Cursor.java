package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.PlaceReader.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list of one state, or in a log, as an opaque word for clients. It fits no other list. */
public final class Cursor {
    private static final char LINE = 'l';

    private Cursor() {}

    /** The place of a job in a list. */
    public static String of(JobState state, Place place) {
        String text = state.word() + " " + place.score() + " " + place.queue() + " " + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param queue null for all queues @throws IllegalArgumentException when it is not one that this list gave */
    public static Place read(String queue, JobState state, String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ");
            boolean whole = parts.length == 4 && Name.isName(parts[2]) && Name.isId(parts[3]);
            if (whole && parts[0].equals(state.word()) && (queue == null || queue.equals(parts[2]))) {
                return new Place(parts[2], parts[3], Long.parseLong(parts[1]));
            }
        } catch (IllegalArgumentException notOurs) {
            throw new IllegalArgumentException("cursor is not one that a page before gave", notOurs);
        }
        throw new IllegalArgumentException("cursor is not one that a page before gave");
    }

    /** A place in a job's log. */
    static String ofLine(int line) {
        return LINE + Integer.toString(line, Character.MAX_RADIX);
    }

    /** @throws IllegalArgumentException when it is not one of a log */
    static int readLine(String cursor) {
        try {
            int line = Integer.parseInt(cursor, 1, cursor.length(), Character.MAX_RADIX);
            if (cursor.charAt(0) == LINE && line >= 0) {
                return line;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException notOurs) {
            throw new IllegalArgumentException("cursor is not one that a page before gave", notOurs);
        }
        throw new IllegalArgumentException("cursor is not one that a page before gave");
    }
}
