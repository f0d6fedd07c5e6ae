package io.yardmaster.engine.worker;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.engine.queues.LiveSettings;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.dispatch.Pools;
import io.yardmaster.engine.worker.dispatch.StuckSlots;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Reports;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.engine.worker.run.Runner;
import io.yardmaster.engine.worker.upkeep.Beat;
import io.yardmaster.engine.worker.upkeep.Janitor;
import io.yardmaster.engine.worker.upkeep.LeaseGuard;
import io.yardmaster.engine.worker.upkeep.LeaseKeeper;
import io.yardmaster.engine.worker.upkeep.Promoter;
import io.yardmaster.engine.worker.upkeep.Recoverer;
import io.yardmaster.engine.worker.upkeep.UnknownTypes;
import io.yardmaster.engine.worker.upkeep.WorkerStores;
import io.yardmaster.store.Hints;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.MarkStore;
import io.yardmaster.store.redis.StoreClock;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    private final Orders orders;
    private final Dispatcher dispatcher;
    private final LeaseKeeper keeper;
    private final Promoter promoter;
    private final Visits visits = new Visits();
    private final Helpers helpers;
    private boolean started;
    private boolean drained;

    /** The loops beside the dispatcher that need no more than a start and an end. */
    private record Helpers(
            Runner runner,
            LeaseGuard guard,
            StuckSlots stuck,
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
            JobReader reader,
            QueueFaults faults,
            MarkStore marks,
            LiveSettings settings,
            Orders orders,
            StoreClock clock,
            Runner.Sides runs) {}

    Worker(WorkerStores stores, Settings settings, Parts parts, Reports reports) {
        this.stores = stores;
        this.settings = settings;
        long leaseMs = settings.leaseMs();
        this.promoter = new Promoter(stores.jobs(), stores.queues(), parts.faults());
        List<String> types =
                parts.handlers().all().stream().map(HandlerInfo::type).toList();
        Calls calls = new Calls(
                parts.claims(), parts.identity().id(), leaseMs, types, promoter::dueIn, parts.settings()::isStrict);
        Runner runner = new Runner(parts.handlers(), reports, parts.runs());
        this.dispatcher = new Dispatcher(pools(settings, parts.settings()), calls, runner, stores.thread());
        this.keeper = new LeaseKeeper(dispatcher, stores.leases(), parts.faults(), calls);
        StuckSlots stuck = new StuckSlots(dispatcher);
        this.helpers = new Helpers(
                runner,
                new LeaseGuard(this::openClaims, leaseMs),
                stuck,
                recoverer(parts),
                janitor(parts),
                new UnknownTypes(
                        stores,
                        parts.reader(),
                        new UnknownTypes.Cluster(parts.nodes(), parts.faults()),
                        parts.events(),
                        settings.waits().unknownTypeMs()),
                beat(parts, stuck),
                new Loop("reports", () -> {
                    reports.flush();
                    return REPORT_NANOS;
                }),
                new Loop("lookout", this::lookOut));
        this.health = parts.health();
        this.orders = parts.orders();
        parts.settings().onChange(() -> dispatcher.retune(true));
    }

    /** The slots that were set, and a few for deliveries: alerts must arrive while all others are busy. */
    private static Pools pools(Settings settings, LiveSettings live) {
        List<Settings.Pool> all = new ArrayList<>(settings.pools());
        if (all.stream().noneMatch(pool -> pool.queues().contains(NodeInfo.DELIVERIES))) {
            all.add(new Settings.Pool(List.of(NodeInfo.DELIVERIES), NodeInfo.DELIVERY_SLOTS));
        }
        return new Pools(all, live::of);
    }

    private Janitor janitor(Parts parts) {
        LiveSettings settings = parts.settings();
        return new Janitor(
                stores,
                parts.marks(),
                parts.faults(),
                queue -> settings.of(queue).retention());
    }

    private Recoverer recoverer(Parts parts) {
        Nodes nodes = parts.nodes();
        Recoverer.Around around = new Recoverer.Around(parts.faults(), keeper, nodes::lastBeat);
        return new Recoverer(stores, parts.claims(), around, settings.leaseMs());
    }

    private Beat beat(Parts parts, StuckSlots stuck) {
        return new Beat(
                new Beat.Self(parts.identity(), parts.health(), parts.clock()),
                parts.nodes(),
                settings,
                parts.handlers(),
                dispatcher,
                stuck::count);
    }

    /** Starts the loops that claim, renew, complete, promote and recover. The store is open. */
    public synchronized void start() {
        started = true;
        settings.pools().stream().flatMap(pool -> pool.queues().stream()).forEach(stores.queues()::register);
        stores.hints().listen(this::hear);
        dispatcher.start();
        health.watch(dispatcher.loop());
        keeper.start();
        helpers.guard().start();
        promoter.start();
        helpers.stuck().start();
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
        together(
                helpers.lookout()::end,
                helpers.janitor()::end,
                helpers.unknown()::end,
                helpers.stuck()::end,
                helpers.recoverer()::end,
                promoter::end);
        List<Run> left = new Drain(dispatcher, settings.shutdownMs()).await();
        if (!left.isEmpty()) {
            LOG.warnf("%d jobs did not stop in time; they are released and run again elsewhere", left.size());
        }
        together(helpers.reports()::end, keeper::end, helpers.guard()::end, dispatcher::end, helpers.beat()::end);
        helpers.runner().end();
    }

    /** Each may wait for a store that hangs: side by side they wait once. */
    private static void together(Runnable... ends) {
        List<Thread> all = Stream.of(ends)
                .map(end -> Thread.ofPlatform().name("yardmaster-end").start(end))
                .toList();
        for (Thread one : all) {
            try {
                one.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<OpenClaim> openClaims() {
        return dispatcher.tracks().stream()
                .flatMap(track -> track.claims.values().stream())
                .toList();
    }

    private void hear(Hints.Kind kind, String queue) {
        switch (kind) {
            case WORK -> dispatcher.look(queue);
            case DUE -> promoter.wake(queue);
            case CANCEL -> keeper.wake();
        }
    }

    /** Hears of new queues, and looks for work without a hint, as of {@link Visits}: a hint may be lost. */
    private long lookOut() {
        orders.look(dispatcher);
        dispatcher.retune(false);
        visits.next(stores.queues()::names).forEach(dispatcher::look);
        return LOOKOUT_NANOS;
    }
}
