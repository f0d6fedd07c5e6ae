package io.yardmaster.engine.workflow;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.claims.Doors;
import io.yardmaster.engine.claims.RunEnd;
import io.yardmaster.engine.claims.Settled;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.jobs.Told;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.store.Store;
import io.yardmaster.store.Stores;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.workflow.MemberStore;
import io.yardmaster.store.workflow.WorkflowFsckStore;
import io.yardmaster.store.workflow.WorkflowReader;
import io.yardmaster.store.workflow.WorkflowStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Workflows over a real Redis, with a worker whose handlers are lambdas, and a node that can die between two calls. */
final class FlowYard {
    static final String[] QUEUES = {"q", "left", "right"};

    private final Yard yard;
    private final Claims claims;
    private final DyingLinks links;
    long laterMs;
    /** When its clock stands still; 0 = it does not. */
    long stillMs;
    /** The jobs that ran, in the order in which they did. */
    final List<String> ran = new ArrayList<>();

    final InstantSource clock =
            () -> Instant.ofEpochMilli((stillMs > 0 ? stillMs : Instant.now().toEpochMilli()) + laterMs);
    /** Routes by job type; tests add to it. */
    final Map<String, String> routes = new HashMap<>();

    final Routing routing = new Routing(type -> Optional.ofNullable(routes.get(type)));
    final WorkflowReader reader;
    final Workflows workflows;
    final Advance advance;
    final Previous previous;
    final WorkflowCheck check;
    final WorkflowViews views;

    private final Store ids;

    FlowYard(Yard yard) {
        this(yard, Stores.open(yard));
    }

    private FlowYard(Yard yard, Store ids) {
        this.yard = yard;
        this.ids = ids;
        for (String queue : QUEUES) {
            yard.queues.register(queue);
        }
        links = new DyingLinks(yard.links);
        WorkflowStore store = new WorkflowStore(links);
        MemberStore members = new MemberStore(links, yard.queues);
        MemberEnds ends = new MemberEnds();
        JobEvents events = new Told(ends).events();
        this.reader = new WorkflowReader(links);
        Memory memory = new Memory(store, reader, members);
        Duties.JobSides jobs = new Duties.JobSides(yard.jobs, yard.reader);
        Duties duties =
                new Duties(memory, reader, members, jobs, events, new Callbacks(reader, yard.jobs, events, clock));
        QueueFaults faults = new QueueFaults(clock);
        this.advance = new Advance(
                store,
                members,
                new WorkflowMoves(store, duties),
                new Advance.Around(ends, memory, yard.queues, faults, clock));
        this.workflows =
                new Workflows(new Workflows.Sides(ids, store, reader, yard.reader), duties, advance, routing, clock);
        this.check = new WorkflowCheck(new WorkflowFsckStore(links), reader, store, members, advance, jobs);
        this.views = new WorkflowViews(reader, members);
        this.previous = new Previous(reader, members, yard.reader);
        this.claims = new Doors(yard.claims, yard.reader, events, ends, clock).claims();
    }

    /** Another node on the same store. */
    FlowYard another() {
        return new FlowYard(yard, ids);
    }

    /** The node dies after so many calls of the store. */
    FlowYard diesAfter(int last) {
        links.lastCall = last;
        return this;
    }

    /** Something else happens before one of its calls of the store. @param call from 1 */
    FlowYard meddled(int call, Runnable other) {
        links.meddlesAt = call;
        links.meddler = other;
        return this;
    }

    /** Calls of the store so far. */
    int calls() {
        return links.calls;
    }

    boolean isDead() {
        return links.calls > links.lastCall;
    }

    static Tree job(String queue, String id) {
        return Tree.job(newJob(queue, id));
    }

    static NewJob newJob(String queue, String id) {
        return NewJob.of("demo.noop").queue(queue).id(id, null);
    }

    static Tree[] jobs(String queue, String... ids) {
        return Stream.of(ids).map(id -> job(queue, id)).toArray(Tree[]::new);
    }

    /** A job is done, and its result is its id. */
    static Outcome named(String id) {
        return new Outcome.Succeeded("\"" + id + "\"");
    }

    /** Fails for good when its id begins with "bad". */
    static Outcome unlessBad(String id) {
        return id.startsWith("bad") ? new Outcome.Fatal(JobError.of("Bad", id + " is bad"), Reason.FATAL) : named(id);
    }

    /** Runs what waits in all queues, once. Returns how many jobs ran. */
    int work(Function<String, Outcome> handler) {
        int count = 0;
        for (String queue : QUEUES) {
            count += work(queue, 250, handler);
        }
        return count;
    }

    int work(String queue, int most, Function<String, Outcome> handler) {
        Turned turned = RedisLink.await(yard.claims.turn(queue, new Turn("w", Yard.LEASE_MS).want(most, true)));
        Claim claim = turned.claim("w");
        List<RunEnd> ends = new ArrayList<>();
        for (Claimed job : turned.claimed()) {
            ran.add(job.id());
            Outcome outcome = handler.apply(job.id());
            ends.add(new RunEnd(claim, claim.startedAt(), job.stored(), outcome, Rules.SERVER, 0, 0));
        }
        List<Settled> settled = new ArrayList<>();
        for (RunEnd end : ends) {
            claims.finish(end)
                    .ifPresentOrElse(
                            settled::add, () -> yard.complete(claim, end.job().id()));
        }
        for (int from = 0; from < settled.size(); from += 50) {
            RedisLink.await(
                    claims.settle(queue, settled.subList(from, Math.min(settled.size(), from + 50)), List.of()));
        }
        return ends.size();
    }

    /** Runs everything until nothing goes on. */
    void runAll(Function<String, Outcome> handler) {
        int idle = 0;
        while (idle < 2) {
            int count = work(handler);
            advance.sweep(List.of(QUEUES));
            idle = count == 0 ? idle + 1 : 0;
        }
    }

    /** The same by the turns that the loop of a node makes, which hear of ends from the calls that wrote them. */
    void runByTurns(Function<String, Outcome> handler) {
        int idle = 0;
        while (idle < 2) {
            int count = work(handler);
            advance.turn();
            idle = count == 0 ? idle + 1 : 0;
        }
        advance.sweep(List.of(QUEUES));
    }

    WorkflowState state(String id) {
        return reader.head(id).orElseThrow().state();
    }

    JobState stateOf(String queue, String id) {
        return yard.reader.find(queue, id).orElseThrow().state();
    }

    /** What is left to do or to tell: empty when all is done. */
    List<String> leftOver(String id) {
        List<String> all = new ArrayList<>();
        for (String queue : QUEUES) {
            count(all, "ZCARD", "ym:{" + queue + "}:outbox");
            count(all, "HLEN", "ym:{" + queue + "}:members");
            count(all, "ZCARD", "ym:{" + queue + "}:blocked");
        }
        count(all, "ZCARD", "ym:workflow:{" + id + "}:todo");
        count(all, "HLEN", "ym:workflow:{" + id + "}:jobs");
        count(all, "ZCARD", "ym:cluster:{workflows}:duty");
        return all;
    }

    private void count(List<String> all, String command, String key) {
        if (yard.ask(Command.create(command), key).toLong() > 0) {
            all.add(key);
        }
    }
}
