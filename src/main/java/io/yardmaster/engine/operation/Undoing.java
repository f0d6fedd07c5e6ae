package io.yardmaster.engine.operation;

import io.yardmaster.engine.node.StoreStatus;
import io.yardmaster.engine.node.StoreWatch;
import io.yardmaster.store.cluster.AsideStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes bulk acts back, for 15 minutes after their begin. */
@Singleton
public class Undoing {
    /** Above so much of the store's memory an act is final. */
    private static final int FULL_PERCENT = 70;

    private final OperationRecords records;
    private final AsideStore asides;
    private final BooleanSupplier room;
    private final InstantSource clock;

    @Inject
    Undoing(OperationRecords records, AsideStore asides, StoreWatch watch, InstantSource clock) {
        this(records, asides, () -> hasRoom(watch.status()), clock);
    }

    /** @param room false while the store's memory is nearly full */
    Undoing(OperationRecords records, AsideStore asides, BooleanSupplier room, InstantSource clock) {
        this.records = records;
        this.asides = asides;
        this.room = room;
        this.clock = clock;
    }

    /** False while the store's memory is so full that what is removed must make room at once. */
    boolean keepsAside() {
        return room.getAsBoolean();
    }

    private static boolean hasRoom(StoreStatus status) {
        return status.maxBytes() == 0 || status.usedBytes() * 100 <= status.maxBytes() * FULL_PERCENT;
    }

    /** Where an act keeps what it takes away from now on. */
    Aside aside(Operation operation) {
        return new Aside(asides, operation);
    }

    /**
     * Takes an act back, as far as its jobs have not begun and their places are free; one that was undone stays so.
     *
     * @return as it is then; empty when there is none of that id
     * @throws Operation.NotUndoableException when it runs, is final, or is too long ago
     */
    public Optional<Operation> undo(String id) {
        return records.one(id)
                .map(operation -> operation.state() == Operation.State.UNDONE ? operation : takeBack(operation));
    }

    private Operation takeBack(Operation ended) {
        ended.checkUndo(clock.millis());
        Operation back = ended.undone(Aside.names(ended.id(), ended.undo().parts()).stream()
                .mapToLong(name -> asides.restore(ended.queue(), name))
                .sum());
        records.change(back);
        return back;
    }

    /** Ends what could still be undone of acts on a queue, which was deleted. */
    public void forget(String queue) {
        records.all().stream()
                .filter(ended -> ended.queue().equals(queue) && ended.undoUntil() != null)
                .forEach(this::finish);
    }

    private void finish(Operation ended) {
        Aside.names(ended.id(), ended.undo().parts()).forEach(name -> asides.forget(ended.queue(), name));
        records.change(ended.beyondUndo());
    }
}
