package io.yardmaster.web.api.request;

import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the small bodies of acts, which may be left out. */
public final class Fields {
    private Fields() {}

    /** Reads an object if there is a body. @param member is called with each known name, to read its value */
    public static void read(Body body, Set<String> known, Set<String> later, BiConsumer<String, JsonReader> member) {
        if (body == null) {
            return;
        }
        body.textIfAny(Body.LARGEST).ifPresent(text -> {
            JsonReader in = new JsonReader(text);
            in.whole(() -> in.object(known, later, name -> member.accept(name, in)));
        });
    }

    /** Refuses a body that says anything. */
    public static void none(Body body) {
        read(body, Set.of(), Set.of(), (name, in) -> {});
    }
}
