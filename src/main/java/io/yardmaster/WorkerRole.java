package io.yardmaster;

import io.yardmaster.engine.schedule.DeclaredSchedules;
import io.yardmaster.engine.schedule.Ticker;
import io.yardmaster.engine.worker.Worker;
import io.yardmaster.launch.Steps;
import jakarta.inject.Singleton;

/** What a node with the role worker does: it runs jobs, registers the schedules of its code, and fires schedules. */
@Singleton
final class WorkerRole {
    private final Worker worker;
    private final DeclaredSchedules declared;
    private final Ticker ticker;

    WorkerRole(Worker worker, DeclaredSchedules declared, Ticker ticker) {
        this.worker = worker;
        this.declared = declared;
        this.ticker = ticker;
    }

    /** Starts all of it; the store is open. */
    void start(Steps steps) {
        steps.take("worker", worker::start, worker::drain);
        declared.register();
        steps.take("schedules", ticker::start, ticker::end);
    }
}
