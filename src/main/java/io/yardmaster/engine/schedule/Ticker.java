package io.yardmaster.engine.schedule;

import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Loop;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.store.JobReader;
import io.yardmaster.store.cluster.ScheduleStore.Saved;
import io.yardmaster.store.cluster.TickStore;
import io.yardmaster.store.cluster.TickStore.Ended;
import io.yardmaster.store.cluster.TickStore.Fire;
import io.yardmaster.store.cluster.TickStore.Look;
import io.yardmaster.store.cluster.TickStore.Ran;
import io.yardmaster.store.cluster.TickStore.Tick;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes ticks jobs, on every worker node at once: (1) the ticks that are due are decided by {@link Planner}; (2) the
 * store takes the decision of the first node, moves the watermark and keeps the ticks that run as claims; (3) their jobs
 * are enqueued under ids made of schedule and tick, so that (4) any node can repeat what a dead one left.
 */
@Singleton
public class Ticker {
    private static final Logger LOG = Logger.getLogger(Ticker.class);
    private static final int MOST = 250;
    private static final long LOOK_MS = 1_000;
    private static final long PATIENCE_MS = 5_000;
    private static final long FAULTY_MS = 60_000;

    private final TickStore store;
    private final Enqueuer enqueuer;
    private final JobReader jobs;
    private final Health health;
    private final Loop loop = new Loop("schedules", this::turn);

    Ticker(TickStore store, Enqueuer enqueuer, JobReader jobs, Health health) {
        this.store = store;
        this.enqueuer = enqueuer;
        this.jobs = jobs;
        this.health = health;
    }

    /** Begins to fire; the store is open. The node is ready only while this loop turns. */
    public void start() {
        loop.start();
        health.watch(loop);
    }

    public void end() {
        loop.end();
    }

    /** One turn. Returns nanoseconds until the next. */
    long turn() {
        Look look = store.look(MOST, PATIENCE_MS);
        enqueue(look.unfinished());
        Map<Saved, Schedule> readable = readable(look.due());
        Set<String> busy = busy(readable.values());
        List<Fire> fires = look.due().stream()
                .map(saved -> decide(saved, readable.get(saved), look.now(), busy.contains(saved.name())))
                .toList();
        List<Boolean> won = store.fire(fires);
        List<Tick> claimed = new ArrayList<>();
        for (int i = 0; i < fires.size(); i++) {
            if (won.get(i)) {
                Fire fire = fires.get(i);
                fire.claimed().forEach(run -> claimed.add(new Tick(fire.seen(), run)));
            }
        }
        enqueue(claimed);
        if (look.due().size() == MOST || look.unfinished().size() == MOST) {
            return 0;
        }
        long next = look.nextAt() == null ? LOOK_MS : Math.clamp(look.nextAt() - look.now(), 1, LOOK_MS);
        return next * 1_000_000;
    }

    /** Those that can be read, each with the queue that its jobs go to now. */
    private Map<Saved, Schedule> readable(List<Saved> due) {
        Map<Saved, Schedule> readable = new IdentityHashMap<>();
        for (Saved saved : due) {
            try {
                Schedule schedule = ScheduleCodec.read(saved);
                NewJob job = schedule.target().job();
                readable.put(saved, job.queue() == null ? schedule.in(enqueuer.queueOf(job.type())) : schedule);
            } catch (IllegalStateException edited) {
                LOG.warn(edited.getMessage());
            }
        }
        return readable;
    }

    /** One that cannot be read or planned stays where it is and is looked at again in a minute; it harms no other. */
    private static Fire decide(Saved saved, Schedule schedule, long now, boolean busy) {
        Fire later = new Fire(saved, saved.mark(), now + FAULTY_MS, List.of(), List.of());
        if (schedule == null) {
            return later;
        }
        try {
            Planner.Plan plan = Planner.plan(schedule, saved.mark(), now, busy);
            List<Ran> runs = plan.runs().stream().map(Ticker::ran).toList();
            List<Ran> claimed = plan.runs().stream()
                    .filter(run -> !run.isSkipped())
                    .map(Ticker::ran)
                    .toList();
            return new Fire(saved, plan.mark(), plan.next(), runs, claimed);
        } catch (RuntimeException faulty) {
            LOG.warnf("schedule %s does not fire: %s", saved.name(), faulty.getMessage());
            return later;
        }
    }

    /** Names of those that must not overlap and whose newest job has not ended; two rounds for all. */
    private Set<String> busy(Collection<Schedule> due) {
        List<String> careful = due.stream()
                .filter(schedule -> schedule.policies().overlap() == Schedule.Overlap.SKIP)
                .map(Schedule::name)
                .toList();
        Map<String, List<String>> byQueue = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        store.newestJobs(careful).forEach((name, entry) -> {
            ScheduleRun run = ScheduleRun.of(entry);
            byQueue.computeIfAbsent(run.queue(), first -> new ArrayList<>()).add(run.jobId());
            names.put(run.jobId(), name);
        });
        return byQueue.entrySet().stream()
                .flatMap(entry -> jobs.findAll(entry.getKey(), entry.getValue()).stream())
                .filter(view -> !view.state().isFinal())
                .map(view -> names.get(view.job().id()))
                .collect(Collectors.toSet());
    }

    /** Enqueues the jobs of claims and ends these. What the store did not take is left for the next look. */
    private void enqueue(List<Tick> claims) {
        if (claims.isEmpty()) {
            return;
        }
        List<NewJob> all = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        for (Tick claim : claims) {
            try {
                all.add(job(claim));
                ended.add(new Ended(claim, null));
            } catch (RuntimeException unreadable) {
                ended.add(refused(claim, unreadable));
            }
        }
        try {
            enqueuer.enqueueAll(all);
            store.end(ended);
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException oneIsBad) {
            store.end(claims.stream().map(this::alone).toList());
        }
    }

    private Ended alone(Tick claim) {
        try {
            enqueuer.enqueue(job(claim));
            return new Ended(claim, null);
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException bad) {
            return refused(claim, bad);
        }
    }

    private static Ended refused(Tick claim, RuntimeException why) {
        LOG.warnf("schedule %s: a run was refused: %s", claim.definition().name(), why.getMessage());
        ScheduleRun run = ScheduleRun.of(claim.run().entry());
        String reason = "refused: " + String.valueOf(why.getMessage()).replace('\n', ' ');
        return new Ended(claim, run.skipped(reason).entry());
    }

    private static NewJob job(Tick claim) {
        ScheduleRun run = ScheduleRun.of(claim.run().entry());
        NewJob job = ScheduleCodec.read(claim.definition()).target().job().queue(run.queue());
        return job.id(run.jobId(), BodyHash.of(run.jobId()));
    }

    private static Ran ran(ScheduleRun run) {
        return new Ran(run.plannedAt(), run.entry());
    }
}
