package io.yardmaster;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.yardmaster.api.NodeEvent;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Settings.NodeRole;
import io.yardmaster.engine.operation.Operations;
import io.yardmaster.handlers.demo.DemoTraffic;
import io.yardmaster.insight.metrics.Flusher;
import io.yardmaster.launch.Ground;
import io.yardmaster.launch.Steps;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Starts what runs, in the order written here, and stops it in reverse. HTTP opens after the last step and closes after
 * the last one is undone, so that people can watch a drain.
 */
@Singleton
final class Launcher {
    private static final Logger LOG = Logger.getLogger(Launcher.class);
    private final Settings settings;
    private final Health health;
    private final Ground ground;
    private final Flusher flusher;
    private final WorkerRole worker;
    private final DemoTraffic traffic;
    private final Steps steps = new Steps();
    private boolean told;

    @Inject
    Event<NodeEvent> events;

    @Inject
    Identity me;

    @Inject
    Operations operations;

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
            steps.take("operations", operations::start, operations::stop);
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
        tell(NodeEvent.Kind.STARTED);
    }

    /** Turns readiness off, lets running jobs finish, and ends the own Redis last. The second call does nothing. */
    synchronized void stop() {
        health.stopping();
        if (told) {
            told = false;
            tell(NodeEvent.Kind.STOPPING);
        }
        steps.undo();
    }

    private void tell(NodeEvent.Kind kind) {
        told = kind == NodeEvent.Kind.STARTED;
        try {
            events.fire(new NodeEvent(kind, me.id()));
        } catch (RuntimeException fault) {
            LOG.errorf(
                    fault,
                    "a bean could not hear that this node is %s",
                    kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Somebody told this node to stop, or it is recycled: as on SIGTERM. */
    void obey(@Observes NodeInfo.Order order) {
        Quarkus.asyncExit();
    }

    /** The way out that no signal took: the end of a test, or of a bench. */
    void stop(@Observes ShutdownEvent event) {
        stop();
    }
}
