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
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells the cluster every two seconds that this worker lives, what it can run and what it runs. */
public final class Beat implements Loop.Duty {
    private static final int MOST_RUNNING = 50;

    private final Self self;
    private final Nodes nodes;
    private final Settings settings;
    private final List<String> types;
    private final Dispatcher dispatcher;
    private final Loop loop = new Loop("beat", this);

    /** Who beats. */
    public record Self(Identity identity, Health health, InstantSource clock) {}

    public Beat(Self self, Nodes nodes, Settings settings, HandlerRegistry handlers, Dispatcher dispatcher) {
        this.self = self;
        this.nodes = nodes;
        this.settings = settings;
        this.types = handlers.all().stream().map(HandlerInfo::type).toList();
        this.dispatcher = dispatcher;
    }

    public void start() {
        loop.start();
    }

    /** Beats no more, and leaves the list. */
    public void end() {
        loop.end();
        nodes.leave(self.identity().id());
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
        Map<String, Integer> slots = new LinkedHashMap<>();
        settings.pools()
                .forEach(pool -> slots.put(pool.isRest() ? "*" : String.join("+", pool.queues()), pool.slots()));
        Runtime heap = Runtime.getRuntime();
        Identity me = self.identity();
        return new NodeInfo(
                me.id(),
                me.host(),
                me.pid(),
                me.startedAt(),
                self.clock().millis(),
                me.version(),
                self.health().isStopping() ? "stopping" : "running",
                settings.roles().stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                types,
                slots,
                running.size(),
                busy,
                heap.totalMemory() - heap.freeMemory(),
                heap.maxMemory(),
                longest(running));
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
