package io.yardmaster.engine.handler;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What handlers have to say to the operator of this node: shown on the System page. */
@Singleton
public class HandlerNotes {
    private static final int MOST = 100;
    private final List<Note> notes = new CopyOnWriteArrayList<>();

    /**
     * One fact.
     *
     * @param isFault true when something does not work
     * @param about the handler or plugin
     * @param text one sentence
     */
    public record Note(boolean isFault, String about, String text) {}

    /** Adds a fact; after the first 100 they are left out. */
    public void say(Note note) {
        if (notes.size() < MOST) {
            notes.add(note);
        }
    }

    /** In the order in which they were said. */
    public List<Note> all() {
        return List.copyOf(notes);
    }
}
