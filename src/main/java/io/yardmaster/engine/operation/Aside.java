package io.yardmaster.engine.operation;

import io.yardmaster.store.call.Removal.Part;
import io.yardmaster.store.cluster.AsideStore;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Keeps aside, slice by slice, what one bulk act takes away, so that it can be undone. Used by one thread at a time. */
public final class Aside {
    /** How long after its begin an act can be undone. */
    static final long UNDO_MS = Duration.ofMinutes(15).toMillis();
    /** An act that takes more bytes away is final. */
    static final long MOST_BYTES = 64L << 20;
    /** A part outlives the time in which it may be asked for. */
    private static final long KEPT_MS = UNDO_MS + Duration.ofMinutes(1).toMillis();

    private final AsideStore store;
    private final String queue;
    private final String id;
    private boolean isFinal;
    private int parts;
    private long bytes;

    /** Goes on after the parts that the operation has; a slice that a dead node did not end is kept with the next one. */
    Aside(AsideStore store, Operation operation) {
        this.store = store;
        this.queue = operation.queue();
        this.id = operation.id();
        this.isFinal = operation.undo() == null;
        this.parts = isFinal ? 0 : operation.undo().parts();
        this.bytes = names(id, parts).stream()
                .mapToLong(name -> store.size(queue, name))
                .sum();
    }

    /** Acts on one slice. @param act told where to keep what it takes away; answers how many jobs it was done to */
    public int slice(ToIntFunction<Part> act) {
        if (isFinal) {
            return act.applyAsInt(Part.NONE);
        }
        String name = name(id, ++parts);
        int done = act.applyAsInt(new Part(name, KEPT_MS));
        bytes += store.size(queue, name);
        if (bytes > MOST_BYTES) {
            forget();
        }
        return done;
    }

    /** What is kept so far; null when the act is final. */
    Operation.Undo kept() {
        return isFinal ? null : new Operation.Undo(parts, 0);
    }

    private static String name(String id, int part) {
        return id + ":" + part;
    }

    /** The names of the parts of an act. */
    static List<String> names(String id, int parts) {
        return IntStream.rangeClosed(1, parts).mapToObj(part -> name(id, part)).toList();
    }

    private void forget() {
        names(id, parts).forEach(name -> store.forget(queue, name));
        isFinal = true;
    }
}
