package io.yardmaster.engine.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.store.cluster.OperationStore;
import io.yardmaster.store.cluster.OperationStore.Held;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How far operations are, as the store keeps it for a day, and which node carries one out. */
@Singleton
public class OperationRecords {
    private static final Logger LOG = Logger.getLogger(OperationRecords.class);
    private static final long KEPT_MS = Duration.ofDays(1).toMillis();
    private static final int MOST = 100;

    /** How long a node holds an operation from each sign of life on: several slices. */
    private static final long HOLD_MS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OperationStore store;
    private final String me;
    private final InstantSource clock;

    @Inject
    OperationRecords(OperationStore store, Identity me, InstantSource clock) {
        this(store, me.id(), clock);
    }

    /** @param me the id of this node */
    OperationRecords(OperationStore store, String me, InstantSource clock) {
        this.store = store;
        this.me = me;
        this.clock = clock;
    }

    /** One; empty when there is none of that id. */
    public Optional<Operation> one(String id) {
        return store.one(id).flatMap(OperationRecords::parse);
    }

    /** Asks one that runs to stop after its slice, on whatever node; one that has ended stays as it is. */
    public Optional<Operation> cancel(String id) {
        Optional<Operation> found = one(id);
        found.filter(operation -> operation.state() == Operation.State.RUNNING).ifPresent(runs -> store.stop(id));
        return found;
    }

    /** Those of the last day, newest first, at most 100; older ones are forgotten. */
    public List<Operation> all() {
        long since = clock.millis() - KEPT_MS;
        List<Operation> known = store.all().stream()
                .flatMap(text -> parse(text).stream())
                .sorted(Comparator.comparingLong(Operation::startedAt).reversed())
                .toList();
        store.forget(known.stream()
                .filter(operation -> operation.startedAt() < since)
                .map(Operation::id)
                .toList());
        return known.stream()
                .filter(operation -> operation.startedAt() >= since)
                .limit(MOST)
                .toList();
    }

    /** Takes over what no node holds any more. @return their ids */
    List<String> take() {
        return store.abandoned(clock.millis()).stream()
                .filter(id -> store.take(id, me, HOLD_MS).held())
                .toList();
    }

    /** Forgets the hold of an operation that is gone or has ended. */
    void drop(String id) {
        store.drop(id);
    }

    /** Saves how far one is, and holds it for some slices more. */
    Held save(Operation operation) {
        return store.save(operation.id(), me, text(operation), HOLD_MS);
    }

    /** Saves how far one is, and leaves it to other nodes. */
    Held leave(Operation operation) {
        return store.save(operation.id(), me, text(operation), 0);
    }

    /** Changes one that has ended. */
    void change(Operation operation) {
        store.put(operation.id(), text(operation));
    }

    /** Saves how one has ended. */
    void end(Operation operation) {
        store.end(operation.id(), me, text(operation));
    }

    /** The same, and goes on without a store. */
    void endQuietly(Operation operation) {
        quietly(operation, () -> end(operation));
    }

    /** As {@link #save}, and goes on without a store. */
    void saveQuietly(Operation operation) {
        quietly(operation, () -> save(operation));
    }

    private static void quietly(Operation operation, Runnable saves) {
        try {
            saves.run();
        } catch (RuntimeException away) {
            LOG.debugf("operation %s could not be saved: %s", operation.id(), away.getMessage());
        }
    }

    private static String text(Operation operation) {
        try {
            return JSON.writeValueAsString(operation);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<Operation> parse(String text) {
        try {
            return Optional.of(JSON.readValue(text, Operation.class));
        } catch (JsonProcessingException edited) {
            return Optional.empty();
        }
    }
}
