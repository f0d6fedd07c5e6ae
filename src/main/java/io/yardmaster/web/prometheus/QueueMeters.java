package io.yardmaster.web.prometheus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Shows the queues to Prometheus as they are when it asks; where the store is away there is nothing to show. */
@Singleton
public class QueueMeters {
    /** After the gatekeeper. */
    private static final int PRIORITY = 40;

    private final Queues queues;
    private final JobMeters counted;
    private final Map<JobState, MultiGauge> jobs = new EnumMap<>(JobState.class);
    private final MultiGauge oldest;
    private final MultiGauge paused;
    private final MultiGauge slots;
    private final MultiGauge busy;

    QueueMeters(Queues queues, JobMeters counted, Claims claims, MeterRegistry registry) {
        this.queues = queues;
        this.counted = counted;
        FunctionCounter.builder("yardmaster.ends.refused", claims, Claims::refused)
                .description("Ends of runs that this node was refused because their claim was not the current one")
                .register(registry);
        for (JobState state : JobState.values()) {
            jobs.put(state, gauge("yardmaster.jobs." + state.word(), "Jobs that are " + state.word(), registry));
        }
        oldest = MultiGauge.builder("yardmaster.queue.oldest.waiting")
                .description("Since when the oldest waiting job is due; 0 when none waits")
                .baseUnit("seconds")
                .register(registry);
        paused = gauge("yardmaster.queue.paused", "1 while no job of the queue is claimed", registry);
        slots = gauge("yardmaster.queue.slots", "Slots that may serve the queue, over all nodes", registry);
        busy = gauge("yardmaster.queue.busy.slots", "Slots that run a job of the queue, over all nodes", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    void stand(@Observes Filters filters) {
        filters.register(this::beforeScrape, PRIORITY);
    }

    private void beforeScrape(RoutingContext context) {
        if (!context.normalizedPath().equals("/q/metrics")) {
            context.next();
            return;
        }
        context.vertx().executeBlocking(this::refresh, false).onComplete(done -> context.next());
    }

    /** Looks at the queues anew, the first {@value MeterLabel#MOST} of them. Blocks. */
    private Void refresh() {
        List<QueueInfo> all = now();
        jobs.forEach((state, gauge) -> gauge.register(rows(all, queue -> queue.count(state)), true));
        oldest.register(
                rows(all, queue -> queue.oldestWaitingMs() == null ? 0 : queue.oldestWaitingMs() / 1_000.0), true);
        paused.register(rows(all, queue -> queue.paused() ? 1 : 0), true);
        slots.register(rows(all, QueueInfo::slotsTotal), true);
        busy.register(rows(all, QueueInfo::slotsBusy), true);
        return null;
    }

    /** The first queues there are; those that were counted and are not there any more are forgotten. */
    private List<QueueInfo> now() {
        try {
            Set<String> gone = new HashSet<>(counted.known()); // before the look, so that no new queue is among them
            List<QueueInfo> all = queues.all();
            all.forEach(queue -> gone.remove(queue.name()));
            counted.forget(gone);
            return all.stream().limit(MeterLabel.MOST).toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    private static List<Row<?>> rows(List<QueueInfo> all, ToDoubleFunction<QueueInfo> value) {
        return all.stream()
                .<Row<?>>map(queue -> Row.of(Tags.of("queue", queue.name()), value.applyAsDouble(queue)))
                .toList();
    }
}
