package io.yardmaster.engine.operation;

import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.AsideStore;
import io.yardmaster.store.cluster.OperationStore;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/** A node with the operations alone, for tests of two of them on one store. */
public final class Carrier {
    public final OperationRecords records;
    public final Undoing undoing;
    private final Operations operations;

    /** @param now the clock of the node */
    public Carrier(Yard yard, String name, Walks walks, InstantSource now) {
        this(yard, name, walks, now, null);
    }

    /** @param pause in place of waiting so many milliseconds; null to wait */
    public Carrier(Yard yard, String name, Walks walks, InstantSource now, LongConsumer pause) {
        records = new OperationRecords(new OperationStore(yard.links), name, now);
        undoing = new Undoing(records, new AsideStore(yard.links), () -> true, now);
        operations = new Operations(records, walks, undoing, now, pause);
    }

    public Operations operations() {
        return operations;
    }

    /** Looks once for what nobody carries out. */
    public void turn() {
        operations.turn();
    }

    public boolean isStopping() {
        return operations.isStopping();
    }
}
