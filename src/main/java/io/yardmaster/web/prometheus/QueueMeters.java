package io.yardmaster.web.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Shows the queues to Prometheus as they are when it asks; where the store is away there is nothing to show. */
@Singleton
public class QueueMeters {
    /** After the gatekeeper. */
    private static final int PRIORITY = 40;

    private final Queues queues;
    private final MultiGauge jobs;
    private final MultiGauge oldest;
    private final MultiGauge paused;

    QueueMeters(Queues queues, MeterRegistry registry) {
        this.queues = queues;
        jobs = MultiGauge.builder("yardmaster.queue.jobs")
                .description("Jobs by state")
                .register(registry);
        oldest = MultiGauge.builder("yardmaster.queue.oldest.waiting")
                .description("Since when the oldest waiting job is due; 0 when none waits")
                .baseUnit("seconds")
                .register(registry);
        paused = MultiGauge.builder("yardmaster.queue.paused")
                .description("1 while no job of the queue is claimed")
                .register(registry);
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
        jobs.register(all.stream().flatMap(QueueMeters::states).toList(), true);
        oldest.register(
                rows(all, queue -> queue.oldestWaitingMs() == null ? 0 : queue.oldestWaitingMs() / 1_000.0), true);
        paused.register(rows(all, queue -> queue.paused() ? 1 : 0), true);
        return null;
    }

    private List<QueueInfo> now() {
        try {
            return queues.all().stream().limit(MeterLabel.MOST).toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    private static Stream<Row<?>> states(QueueInfo queue) {
        return Stream.of(JobState.values())
                .map(state -> Row.of(Tags.of("queue", queue.name(), "state", state.word()), queue.count(state)));
    }

    private static List<Row<?>> rows(List<QueueInfo> all, ToDoubleFunction<QueueInfo> value) {
        return all.stream()
                .<Row<?>>map(queue -> Row.of(Tags.of("queue", queue.name()), value.applyAsDouble(queue)))
                .toList();
    }
}
