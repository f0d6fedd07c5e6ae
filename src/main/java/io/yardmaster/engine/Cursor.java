package io.yardmaster.engine;

import io.yardmaster.job.Name;
import io.yardmaster.store.JobReader.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A place in a list as an opaque word for clients. */
final class Cursor {
    private Cursor() {}

    static String of(Place place) {
        String text = place.score() + " " + place.queue() + " " + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when it is not one of ours */
    static Place read(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ");
            if (parts.length == 3 && Name.isName(parts[1]) && Name.isId(parts[2])) {
                return new Place(parts[1], parts[2], Long.parseLong(parts[0]));
            }
        } catch (IllegalArgumentException notOurs) {
            throw new IllegalArgumentException("cursor is not one that a page before gave", notOurs);
        }
        throw new IllegalArgumentException("cursor is not one that a page before gave");
    }
}
