package io.yardmaster.engine.operation;

import io.yardmaster.job.Actor;
import io.yardmaster.job.JobState;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A bulk act for tests that goes on until it is stopped, a job a slice. */
@Singleton
public class LongOperation {
    private final Operations operations;

    LongOperation(OperationRecords records, Undoing undoing, InstantSource clock) {
        this.operations = new Operations(records, (plan, aside) -> new Endless(plan), undoing, clock);
    }

    /** Begins one on a queue; ends when it was stopped. */
    public CompletableFuture<Operation> begin(String queue) {
        BulkPlan plan = new BulkPlan(BulkPlan.PURGE, queue, JobState.DEAD, null, 0, List.of(), null, null);
        return CompletableFuture.supplyAsync(() -> operations.run(plan, 1_000_000, Actor.SERVER));
    }

    private record Endless(BulkPlan plan) implements Walks.Slices {
        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public int next() {
            return 1;
        }

        @Override
        public long failed() {
            return 0;
        }
    }
}
