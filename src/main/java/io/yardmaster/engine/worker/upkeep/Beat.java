package io.yardmaster.engine.worker.upkeep;

import io.yardmaster.engine.handler.HandlerInfo;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Identity;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.redis.StoreClock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Tells the cluster every two seconds that this worker lives, what it can run and what it runs. */
public final class Beat implements Loop.Duty {
    private static final Logger LOG = Logger.getLogger(Beat.class);
    private static final int MOST_RUNNING = 50;

    private final Self self;
    private final Nodes nodes;
    private final Settings settings;
    private final HandlerRegistry handlers;
    private final Dispatcher dispatcher;
    private final IntSupplier stuck;
    private final Loop loop = new Loop("beat", this);

    /** Who beats. */
    public record Self(Identity identity, Health health, StoreClock clock) {}

    /** @param stuck slots whose handler does not stop */
    public Beat(
            Self self,
            Nodes nodes,
            Settings settings,
            HandlerRegistry handlers,
            Dispatcher dispatcher,
            IntSupplier stuck) {
        this.self = self;
        this.nodes = nodes;
        this.settings = settings;
        this.handlers = handlers;
        this.dispatcher = dispatcher;
        this.stuck = stuck;
    }

    public void start() {
        loop.start();
    }

    /** Beats no more, and leaves the list. */
    public void end() {
        loop.end();
        try {
            nodes.leave(self.identity().id());
        } catch (StoreAwayException away) {
            LOG.debugf("the store does not hear that this node leaves: %s", away.getMessage());
        }
    }

    @Override
    public long turn() {
        nodes.beat(now());
        nodes.all();
        return Nodes.BEAT_MS * 1_000_000;
    }

    private NodeInfo now() {
        Map<String, Integer> busy = new HashMap<>();
        List<Run> running = dispatcher.tracks().stream()
                .flatMap(track -> track.running().stream())
                .toList();
        running.forEach(run -> busy.merge(run.job.queue(), 1, Integer::sum));
        Runtime heap = Runtime.getRuntime();
        Identity me = self.identity();
        return new NodeInfo(
                me.id(),
                me.host(),
                me.pid(),
                me.startedAt(),
                self.clock().millis(),
                me.version(),
                state(),
                settings.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                handlers.all().stream().map(HandlerInfo::type).toList(),
                dispatcher.slots(),
                running.size(),
                busy,
                heap.totalMemory() - heap.freeMemory(),
                heap.maxMemory(),
                longest(running),
                stuck.getAsInt(),
                self.clock().aheadMs());
    }

    private String state() {
        return self.health().isStopping() ? "stopping" : dispatcher.isClaiming() ? "running" : "quiet";
    }

    private static List<NodeInfo.RunningJob> longest(List<Run> running) {
        return running.stream()
                .sorted(Comparator.comparingLong(run -> run.open.claim.startedAt()))
                .limit(MOST_RUNNING)
                .map(run -> new NodeInfo.RunningJob(
                        run.job.id(), run.job.type(), run.job.queue(), run.open.claim.startedAt()))
                .toList();
    }
}
