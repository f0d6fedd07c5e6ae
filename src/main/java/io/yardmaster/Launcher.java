package io.yardmaster;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Settings.NodeRole;
import io.yardmaster.handlers.demo.DemoTraffic;
import io.yardmaster.insight.metrics.Flusher;
import io.yardmaster.launch.Ground;
import io.yardmaster.launch.Steps;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Starts what runs, in the order written here, and stops it in reverse. HTTP opens after the last step and closes after
 * the last one is undone, so that people can watch a drain.
 */
@Singleton
final class Launcher {
    private final Settings settings;
    private final Health health;
    private final Ground ground;
    private final Flusher flusher;
    private final WorkerRole worker;
    private final DemoTraffic traffic;
    private final Steps steps = new Steps();

    Launcher(Settings settings, Health health, Ground ground, Flusher flusher, WorkerRole worker, DemoTraffic traffic) {
        this.settings = settings;
        this.health = health;
        this.ground = ground;
        this.flusher = flusher;
        this.worker = worker;
        this.traffic = traffic;
    }

    synchronized void start(@Observes StartupEvent event) {
        try {
            ground.prepare(steps);
            steps.take("health", health::start, health::end);
            steps.take("metrics", flusher::start, flusher::stop);
            if (settings.roles().contains(NodeRole.WORKER)) {
                worker.start(steps);
            }
            if (settings.demo().traffic()) {
                steps.take("demo traffic", traffic::start, traffic::stop);
            }
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Turns readiness off, lets running jobs finish, and ends the own Redis last. The second call does nothing. */
    synchronized void stop() {
        health.stopping();
        steps.undo();
    }

    /** The way out that no signal took: the end of a test, or of a bench. */
    void stop(@Observes ShutdownEvent event) {
        stop();
    }
}
