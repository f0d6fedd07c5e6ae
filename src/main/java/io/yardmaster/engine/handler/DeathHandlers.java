package io.yardmaster.engine.handler;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.yardmaster.api.beans.DeathHandler;
import io.yardmaster.api.beans.DeathHandler.DeadJob;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.store.JobReader;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tells the {@link DeathHandler} beans and observers of each death, beside the loops; their faults are logged. */
@Singleton
public class DeathHandlers implements JobEventListener {
    private static final Logger LOG = Logger.getLogger(DeathHandlers.class);
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 100_000;

    private final List<InstanceHandle<DeathHandler>> beans;
    private final Event<DeadJob> observers;
    private final JobReader reader;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("yardmaster-death-", 0).daemon().factory());

    DeathHandlers(@All List<InstanceHandle<DeathHandler>> beans, Event<DeadJob> observers, JobReader reader) {
        this.beans = beans;
        this.observers = observers;
        this.reader = reader;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void on(JobEvent event) {
        boolean died = switch (event) {
            case JobEvent.Died gone -> true;
            case JobEvent.Lost lost -> lost.dead();
            case JobEvent.Placed placed -> placed.state() == JobState.DEAD;
            default -> false;
        };
        if (died) {
            try {
                threads.execute(() -> tell(event.job()));
            } catch (RejectedExecutionException tooMany) {
                LOG.errorf(
                        "no death handler hears of job %s: too many deaths wait to be told",
                        event.job().id());
            }
        }
    }

    private void tell(Job job) {
        DeadJob dead;
        try {
            dead = dead(job);
        } catch (RuntimeException away) {
            LOG.errorf(away, "no death handler hears of job %s: it cannot be read", job.id());
            return;
        }
        for (InstanceHandle<DeathHandler> bean : beans) {
            safely(job, () -> bean.get().died(dead));
        }
        safely(job, () -> observers.fire(dead));
    }

    /** What can fail. */
    @FunctionalInterface
    private interface Telling {
        void run() throws Exception;
    }

    private static void safely(Job job, Telling telling) {
        try {
            telling.run();
        } catch (Exception | Error fault) {
            LOG.errorf(fault, "a death handler failed on job %s", job.id());
        }
    }

    /** As the store has it; as the event told it where somebody retried or removed it already. */
    private DeadJob dead(Job job) {
        JobView view = reader.find(job.queue(), job.id()).orElse(null);
        Ending ending = view == null ? null : view.standing().ending();
        return new DeadJob(
                job.id(),
                job.queue(),
                job.type(),
                job.payload(),
                job.tally().failures(),
                ending == null ? null : ending.reason().word(),
                ending == null ? null : ending.detail(),
                view == null ? null : view.error());
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
