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

    /** Adds a fact of those that go by: of each that it is about only the newest {@code most} are kept. */
    public synchronized void pass(Note note, int most) {
        List<Note> same =
                notes.stream().filter(one -> one.about().equals(note.about())).toList();
        if (same.size() >= most) {
            notes.remove(same.getFirst());
        }
        say(note);
    }

    /** In the order in which they were said. */
    public List<Note> all() {
        return List.copyOf(notes);
    }
}
