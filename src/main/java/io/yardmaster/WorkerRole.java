package io.yardmaster;

import io.yardmaster.engine.handler.plugin.Plugins;
import io.yardmaster.engine.schedule.DeclaredSchedules;
import io.yardmaster.engine.schedule.Ticker;
import io.yardmaster.engine.worker.Worker;
import io.yardmaster.engine.workflow.Advance;
import io.yardmaster.insight.alert.Watch;
import io.yardmaster.launch.Steps;
import jakarta.inject.Singleton;

/**
 * What a node with the role worker does: it loads plugins, runs jobs, moves workflows on, registers the schedules of its
 * code, fires schedules, and evaluates alert rules.
 */
@Singleton
final class WorkerRole {
    private final Plugins plugins;
    private final Worker worker;
    private final DeclaredSchedules declared;
    private final Ticker ticker;
    private final Advance workflows;
    private final Watch alerts;

    WorkerRole(
            Plugins plugins,
            Worker worker,
            DeclaredSchedules declared,
            Ticker ticker,
            Advance workflows,
            Watch alerts) {
        this.plugins = plugins;
        this.worker = worker;
        this.declared = declared;
        this.ticker = ticker;
        this.workflows = workflows;
        this.alerts = alerts;
    }

    /** Starts all of it; the store is open. */
    void start(Steps steps) {
        steps.take("plugins", plugins::start, plugins::stop);
        steps.take("worker", worker::start, worker::drain);
        steps.take("workflows", workflows::start, workflows::end);
        declared.register();
        steps.take("schedules", ticker::start, ticker::end);
        steps.take("alerts", alerts::start, alerts::end);
    }
}
