package io.yardmaster.store;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.store.call.Arrival;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.cluster.ScheduleStore;
import io.yardmaster.store.cluster.TickStore;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.StoreClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The store on a Redis of its own, empty before each test; and short words for what tests do with one queue. */
public final class Yard implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    public static final String QUEUE = "q";
    public static final long AT = 1_795_510_800_000L;
    public static final long LEASE_MS = 60_000;
    /** A lease that has ended when it begins. */
    public static final long NO_LEASE = 0;

    private static final List<JobState> IN_SETS = Stream.of(JobState.values())
            .filter(state -> state != JobState.ACTIVE)
            .toList();

    public RedisLinks links;
    public QueueStore queues;
    public JobStore jobs;
    public ClaimStore claims;
    public JobReader reader;
    public PlaceReader places;
    public LeaseStore leases;
    public ReportStore reports;
    public ScheduleStore schedules;
    public TickStore ticks;
    public StoreClock clock;
    public Keys keys;

    private Vertx vertx;
    private YardRedis redis;
    private final boolean isOutside;
    final Glance glance = new Glance();

    public Yard() {
        this(false);
    }

    private Yard(boolean isOutside) {
        this.isOutside = isOutside;
    }

    /** On a Redis whose user may do everything, also what the server's own user may not. */
    public static Yard outside() {
        return new Yard(true);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        redis = YardRedis.start(isOutside);
        vertx = Vertx.vertx();
        links = new RedisLinks(new LinkThread(vertx));
        links.open(address()).get(60, TimeUnit.SECONDS);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ask(Command.FLUSHALL);
        clock = new StoreClock();
        queues = new QueueStore(links);
        jobs = new JobStore(links, queues);
        claims = new ClaimStore(links, queues);
        reader = new JobReader(links, queues, clock);
        places = new PlaceReader(links, queues);
        leases = new LeaseStore(links, queues);
        reports = new ReportStore(links, queues);
        schedules = new ScheduleStore(links);
        ticks = new TickStore(links);
        queues.register(QUEUE);
        keys = queues.keys(QUEUE);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        links.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        redis.close();
    }

    public Vertx vertx() {
        return vertx;
    }

    public RedisAddress address() {
        return redis.address();
    }

    /** One command; its arguments are bytes, or anything else as text. */
    public Response ask(Command command, Object... args) {
        return glance.ask(links, command, args);
    }

    public static Job job(String id) {
        return job(id, 10, AT, Tally.NONE);
    }

    public static Job job(String id, int priority, long dueAt, Tally tally) {
        return new Job(
                id,
                QUEUE,
                new Work("demo.noop", "{\"of\":\"" + id + "\"}", priority, List.of()),
                Rules.NONE,
                Times.of(AT, dueAt),
                Past.of(tally));
    }

    public void enqueue(String... ids) {
        enqueue(Stream.of(ids).map(Yard::job).toArray(Job[]::new));
    }

    public void enqueue(Job... all) {
        jobs.enqueue(
                QUEUE,
                Stream.of(all)
                        .map(job -> new Arrival(job, "hash-of-" + job.id()))
                        .toList());
    }

    public Turned turn(Turn turn) {
        return RedisLink.await(claims.turn(QUEUE, turn));
    }

    /** Claims up to so many jobs. */
    public Turned claim(String owner, int want, long leaseMs) {
        return turn(new Turn(owner, leaseMs).want(want, false));
    }

    /** Claims these jobs, which must be the next ones. */
    public Claim hold(String owner, long leaseMs, String... ids) {
        Turned turned = claim(owner, ids.length, leaseMs);
        if (!ids(turned).equals(List.of(ids))) {
            throw new AssertionError("claimed " + ids(turned));
        }
        return turned.claim(owner);
    }

    /** Claims one job, wherever it stands in lane 0. */
    public Claim turnOut(String id) {
        ask(Command.ZADD, keys.of(Key.LANE), "XX", 0, id);
        return hold("w", LEASE_MS, id);
    }

    public static List<String> ids(Turned turned) {
        return turned.claimed().stream().map(Claimed::id).toList();
    }

    /** Completes jobs of a claim and drops its lease, unique ones behind the others; returns the positions refused. */
    public List<Integer> complete(Claim claim, String... ids) {
        Turn turn = new Turn(claim.owner(), LEASE_MS).of(claim, claim.startedAt(), ids.length);
        for (String id : ids) {
            turn.complete(id, null, 100, key(id));
        }
        return turn(turn.drop(claim)).refused();
    }

    private String key(String id) {
        Rules rules = reader.find(QUEUE, id).map(view -> view.job().rules()).orElse(Rules.NONE);
        return rules.unique() == null ? null : rules.unique().key();
    }

    /** @param attempt null for no entry in the history */
    public static Settlement settlement(Claim claim, Settlement.To to, long delayMs, Job job, Attempt attempt) {
        return new Settlement(job.id(), claim, to, delayMs, new Written(job, null), attempt);
    }

    public List<Integer> settle(Settlement... all) {
        return RedisLink.await(claims.settle(QUEUE, List.of(all), List.of(), false))
                .stale();
    }

    /** The same; returns the positions of runs that somebody asked to stop. */
    public List<Integer> stopped(Settlement... all) {
        return RedisLink.await(claims.settle(QUEUE, List.of(all), List.of(), false))
                .stopped();
    }

    public List<Integer> settleLapsed(Settlement... all) {
        return RedisLink.await(claims.settle(QUEUE, List.of(all), List.of(), true))
                .stale();
    }

    public static Attempt attempt(Claim claim, int number, Attempt.End end, JobError error) {
        return new Attempt(number, claim.epoch(), claim.owner(), claim.startedAt(), AT + number, end, error);
    }

    /** The states whose structure in Redis holds the id, read key by key. */
    public List<JobState> statesOf(String id) {
        List<JobState> states = new ArrayList<>();
        for (JobState state : IN_SETS) {
            if (ask(Command.ZSCORE, keys.set(state), id) != null) {
                states.add(state);
            }
        }
        if (ask(Command.ZSCORE, keys.lane("suspects"), id) != null
                || ask(Command.ZSCORE, keys.lane("t:demo.noop"), id) != null) {
            states.add(JobState.WAITING);
        }
        if (ask(Command.HEXISTS, keys.of(Key.ACTIVE), id).toInteger() == 1) {
            states.add(JobState.ACTIVE);
        }
        return states;
    }

    public QueueStore.Survey survey() {
        return queues.survey(List.of(QUEUE)).getFirst();
    }

    public long count(JobState state) {
        return survey().counts().get(state);
    }
}
