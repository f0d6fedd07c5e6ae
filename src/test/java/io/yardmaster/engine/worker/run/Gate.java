package io.yardmaster.engine.worker.run;

import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.claims.Doors;
import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.engine.handler.KnownHandler;
import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.trace.Traces;
import io.yardmaster.engine.worker.dispatch.Calls;
import io.yardmaster.engine.worker.dispatch.Dispatcher;
import io.yardmaster.engine.worker.dispatch.Pools;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.store.Yard;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A handler of demo.noop whose jobs run until the test opens it, and the dispatcher that runs them as owner "w". */
@JobHandler("demo.noop")
public final class Gate implements Handler<Map<String, String>> {
    public static final String OWNER = "w";

    private final CountDownLatch opened = new CountDownLatch(1);
    private final Set<String> let = ConcurrentHashMap.newKeySet();
    /** Jobs whose handler has begun, and whether it was told to stop. */
    private final Map<String, Boolean> stopped = new ConcurrentHashMap<>();

    @Override
    public Outcome run(Map<String, String> payload, JobContext context) {
        stopped.put(context.jobId(), false);
        try {
            while (!let.contains(context.jobId()) && !opened.await(2, TimeUnit.MILLISECONDS)) {
                continue;
            }
            return Outcome.succeeded();
        } catch (InterruptedException told) {
            stopped.put(context.jobId(), context.isCancelled());
            return Outcome.failed(told);
        }
    }

    /** Lets one job end. */
    public void open(String id) {
        let.add(id);
    }

    /** Lets all jobs end. */
    public void open() {
        opened.countDown();
    }

    public List<String> begun() {
        return stopped.keySet().stream().sorted().toList();
    }

    /** True when the handler of that job saw that it is to stop. */
    public boolean isStopped(String id) {
        return stopped.getOrDefault(id, false);
    }

    public Calls calls(Yard yard) {
        return calls(yard, Yard.LEASE_MS);
    }

    public Calls calls(Yard yard, long leaseMs) {
        return calls(yard, leaseMs, new RetryDelays());
    }

    /** @param delays count the waits of retries */
    public Calls calls(Yard yard, long leaseMs, RetryDelays delays) {
        JobEvents events = Intake.events();
        return new Calls(
                new Doors(yard.claims, yard.reader, events, yard.clock).claims(delays),
                OWNER,
                leaseMs,
                List.of("demo.noop"),
                (queue, dueIn) -> {},
                () -> false);
    }

    /** A dispatcher whose loop is not started: its turns are the test's. @param slots for all queues */
    public Dispatcher dispatcher(Yard yard, Calls calls, int slots) {
        return dispatcher(yard, calls, slots, this);
    }

    /** The same with another handler of demo.noop. */
    public Dispatcher dispatcher(Yard yard, Calls calls, int slots, Handler<?> handler) {
        HandlerRegistry registry = new HandlerRegistry();
        registry.add(new KnownHandler(handler, handler.getClass(), KnownHandler.Kind.BEAN, null));
        Runner.Sides sides = new Runner.Sides(Intake.events(), calls.claims(), null, Traces.none());
        Runner runner = new Runner(registry, new Reports(yard.reports, yard.clock), sides);
        Pools pools = new Pools(List.of(new Settings.Pool(List.of(), slots)), queue -> QueueSettings.NONE);
        return new Dispatcher(pools, calls, runner, yard.links.thread());
    }
}
