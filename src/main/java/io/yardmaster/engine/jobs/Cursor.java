package io.yardmaster.engine.jobs;

import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.store.PlaceReader.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list of one state as an opaque word for clients. It fits no list of another state or queue. */
final class Cursor {
    private Cursor() {}

    static String of(JobState state, Place place) {
        String text = state.word() + " " + place.score() + " " + place.queue() + " " + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param queue null for all queues @throws IllegalArgumentException when it is not one that this list gave */
    static Place read(String queue, JobState state, String cursor) {
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
}
