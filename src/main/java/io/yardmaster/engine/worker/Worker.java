package io.yardmaster.engine.worker;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.dispatch.Pools;
import io.yardmaster.engine.worker.run.Reports;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.Runner;
import io.yardmaster.engine.worker.upkeep.Beat;
import io.yardmaster.engine.worker.upkeep.Janitor;
import io.yardmaster.engine.worker.upkeep.LeaseKeeper;
import io.yardmaster.engine.worker.upkeep.Promoter;
import io.yardmaster.engine.worker.upkeep.Recoverer;
import io.yardmaster.engine.worker.upkeep.UnknownTypes;
import io.yardmaster.engine.worker.upkeep.WorkerStores;
import io.yardmaster.store.Hints;
import io.yardmaster.store.JobReader;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** The part of a node that runs jobs: puts its loops together, starts them, and stops them in order. */
@Singleton
public class Worker {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final long REPORT_NANOS = 500_000_000;
    private static final long LOOKOUT_NANOS = 1_000_000_000;

    private final WorkerStores stores;
    private final Settings settings;
    private final Health health;
    private final Dispatcher dispatcher;
    private final LeaseKeeper keeper;
    private final Promoter promoter;
    private final Helpers helpers;
    private boolean started;
    private boolean drained;

    /** The loops beside the dispatcher that need no more than a start and an end. */
    private record Helpers(
            Runner runner,
            Recoverer recoverer,
            Janitor janitor,
            UnknownTypes unknown,
            Beat beat,
            Loop reports,
            Loop lookout) {}

    /** What a worker is made of. */
    @Singleton
    record Parts(
            Identity identity,
            Health health,
            Nodes nodes,
            HandlerRegistry handlers,
            JobEvents events,
            Claims claims,
            JobReader reader) {}

    Worker(WorkerStores stores, Settings settings, Parts parts, Reports reports) {
        this.stores = stores;
        this.settings = settings;
        long leaseMs = settings.leaseMs();
        this.promoter = new Promoter(stores.jobs(), stores.queues());
        List<String> types =
                parts.handlers().all().stream().map(HandlerInfo::type).toList();
        Calls calls = new Calls(parts.claims(), parts.identity().id(), leaseMs, types, promoter::dueIn);
        Runner runner = new Runner(parts.handlers(), parts.events(), reports);
        this.dispatcher = new Dispatcher(new Pools(settings.pools()), calls, runner);
        this.keeper = new LeaseKeeper(dispatcher, stores.leases(), calls);
        this.helpers = new Helpers(
                runner,
                new Recoverer(stores, parts.claims(), leaseMs),
                new Janitor(stores.queues(), stores.jobs(), stores.places(), stores.clock()),
                new UnknownTypes(
                        stores,
                        parts.reader(),
                        parts.nodes(),
                        parts.events(),
                        settings.waits().unknownTypeMs()),
                new Beat(
                        new Beat.Self(parts.identity(), parts.health(), stores.clock()),
                        parts.nodes(),
                        settings,
                        parts.handlers(),
                        dispatcher),
                new Loop("reports", () -> {
                    reports.flush();
                    return REPORT_NANOS;
                }),
                new Loop("lookout", this::lookOut));
        this.health = parts.health();
    }

    /** Starts the loops that claim, renew, complete, promote and recover. The store is open. */
    public synchronized void start() {
        started = true;
        settings.pools().stream().flatMap(pool -> pool.queues().stream()).forEach(stores.queues()::register);
        stores.hints().listen(this::hear);
        dispatcher.start();
        health.watch(dispatcher.loop());
        keeper.start();
        promoter.start();
        helpers.recoverer().start();
        helpers.janitor().start();
        helpers.unknown().start();
        helpers.beat().start();
        helpers.reports().start();
        helpers.lookout().start();
    }

    /**
     * Stops claiming, lets running jobs finish with their leases renewed, cancels them after {@code shutdownMs},
     * releases what is left and leaves the list of nodes. Returns when done. Safe to call twice, and when never started.
     */
    public synchronized void drain() {
        if (!started || drained) {
            return;
        }
        drained = true;
        stores.hints().listen((kind, queue) -> {});
        dispatcher.stopClaiming();
        helpers.lookout().end();
        helpers.janitor().end();
        helpers.unknown().end();
        helpers.recoverer().end();
        promoter.end();
        List<Run> left = new Drain(dispatcher, settings.shutdownMs()).await();
        if (!left.isEmpty()) {
            LOG.warnf("%d jobs did not stop in time; they are released and run again elsewhere", left.size());
        }
        helpers.reports().end();
        keeper.end();
        dispatcher.end();
        helpers.beat().end();
        helpers.runner().end();
    }

    private void hear(Hints.Kind kind, String queue) {
        switch (kind) {
            case WORK -> dispatcher.look(queue);
            case DUE -> promoter.wake();
            case CANCEL -> keeper.wake();
        }
    }

    /** Hears of new queues, and looks at all: a lost hint costs a second. */
    private long lookOut() {
        stores.queues().names().forEach(dispatcher::look);
        return LOOKOUT_NANOS;
    }
}
