package io.yardmaster.web.api.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.Job;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.api.alerts.AlertJson;
import io.yardmaster.web.api.queues.QueueJson;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What happens, as it happens: once a second the queues, alerts that changed, at most {@value #MOST_JOBS} jobs a second and how many more
 * there were, and a sign of life each {@value #BEAT_SECONDS} s. Everything is written once for all who listen; nothing
 * is done while nobody does.
 */
@Singleton
public class EventStream implements JobEventListener {
    private static final Logger LOG = Logger.getLogger(EventStream.class);
    private static final int MOST_JOBS = 100;
    private static final int TICKS_A_SECOND = 5;
    private static final int BEAT_SECONDS = 15;
    /** How far a reader may fall behind before its stream ends, and it has to come again. */
    private static final int SLOWEST = 512;

    private final Queues queues;
    private final AlertNews news;
    private final ObjectMapper json;
    private final BroadcastProcessor<LiveEvent> events = BroadcastProcessor.create();
    private final BlockingQueue<JobEvent> happened = new ArrayBlockingQueue<>(MOST_JOBS / TICKS_A_SECOND);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicInteger readers = new AtomicInteger();
    private final ScheduledExecutorService clock;
    private int tick;

    EventStream(Queues queues, AlertNews news, ObjectMapper json) {
        this.queues = queues;
        this.news = news;
        this.json = json;
        clock = Executors.newSingleThreadScheduledExecutor(
                work -> Thread.ofPlatform().name("live-stream").daemon().unstarted(work));
        clock.scheduleWithFixedDelay(this::tick, 1_000, 1_000 / TICKS_A_SECOND, TimeUnit.MILLISECONDS);
    }

    /** A job that is now in another state. */
    record Moved(String id, String queue, String state) {
        static Moved of(JobEvent event) {
            Job job = event.job();
            return new Moved(job.id(), job.queue(), LiveEvent.state(event).word());
        }
    }

    /** The events from now on. Ends for a reader that is too slow. */
    Multi<LiveEvent> events() {
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(LiveEvent.BEAT), events)
                .onOverflow()
                .buffer(SLOWEST)
                .onFailure()
                .recoverWithCompletion()
                .onSubscription()
                .invoke(readers::incrementAndGet)
                .onTermination()
                .invoke(readers::decrementAndGet);
    }

    @Override
    public void on(JobEvent event) {
        if (readers.get() > 0 && !happened.offer(event)) {
            dropped.incrementAndGet();
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
        events.onComplete();
    }

    private void tick() {
        tick++;
        if (readers.get() == 0) {
            happened.clear();
            news.forget();
            return;
        }
        try {
            tellJobs();
            if (tick % TICKS_A_SECOND == 0) {
                tellQueues();
                tellAlerts();
            }
            if (tick % (TICKS_A_SECOND * BEAT_SECONDS) == 0) {
                events.onNext(LiveEvent.BEAT);
            }
        } catch (RuntimeException | JsonProcessingException fault) {
            LOG.warn("The live stream left something out", fault); // the next tick goes on
        }
    }

    private void tellJobs() throws JsonProcessingException {
        List<JobEvent> some = new ArrayList<>();
        happened.drainTo(some);
        for (JobEvent event : some) {
            tell("job", Moved.of(event));
        }
        long more = dropped.getAndSet(0);
        if (more > 0) {
            tell("job", Map.of("dropped", more));
        }
    }

    private void tellQueues() throws JsonProcessingException {
        try {
            tell(
                    "stats",
                    Map.of("queues", queues.all().stream().map(QueueJson::of).toList()));
        } catch (StoreAwayException away) {
            events.onNext(LiveEvent.BEAT); // there is nothing to tell, but the stream lives
        }
    }

    private void tellAlerts() throws JsonProcessingException {
        try {
            for (AlertJson alert : news.changed()) {
                tell("alert", alert);
            }
        } catch (StoreAwayException away) {
            LOG.debug("the live stream hears of no alerts while the store is away");
        }
    }

    private void tell(String name, Object data) throws JsonProcessingException {
        events.onNext(new LiveEvent(name, json.writeValueAsString(data)));
    }
}
