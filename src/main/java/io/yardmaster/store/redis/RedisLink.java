package io.yardmaster.store.redis;

import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * One long-lived connection to Redis that heals: when it breaks, what was under way fails with
 * {@link StoreAwayException}, calls fail at once while it is away, and it connects again with backoff by itself. A
 * call that is not answered within {@value #PATIENCE_MS} ms breaks the connection, because the client library has no
 * time limit of its own. Whether a failed call was carried out is not known: every write must be repeatable.
 */
public final class RedisLink {
    /** How long a call may take, in milliseconds. */
    static final long PATIENCE_MS = 4_000;

    /** With {@link #PATIENCE_MS}: a connection that died without a word is found within 10 s. */
    private static final long PROBE_EVERY_MS = 5_000;

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final int MOST_UNDER_WAY = 100_000;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final LinkThread thread;
    private final RedisOptions options;
    private final Liveness liveness;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong rounds = new AtomicLong();
    private final AwaitedCalls awaited =
            new AwaitedCalls(PATIENCE_MS, late -> lost(late, "a call was not answered in time"));
    /** What made the connection, and is closed with it. */
    private volatile Redis client;

    private volatile RedisConnection connection;
    private volatile boolean closed;
    private volatile long probing = -1;

    /** What every new connection must answer before it is used, and every {@value #PROBE_EVERY_MS} ms from then on. */
    @FunctionalInterface
    public interface Liveness {
        io.vertx.core.Future<?> on(RedisConnection connection);

        /** Lets a new connection do what it needs before it is used; its answer counts as the first one. */
        default io.vertx.core.Future<?> begin(RedisConnection connection) {
            return on(connection);
        }
    }

    public RedisLink(LinkThread thread, RedisAddress address, Liveness liveness) {
        this.thread = thread;
        this.liveness = liveness;
        this.options = new RedisOptions()
                .setConnectionString(address.uri())
                .setMaxWaitingHandlers(MOST_UNDER_WAY)
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(8)
                .setPoolRecycleTimeout(-1);
        options.getNetClientOptions()
                .setConnectTimeout(2_000)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
    }

    /** Connects; completes when the first connection stands, or fails when it cannot be made. */
    public CompletableFuture<Void> open() {
        thread.post(() -> {
            probing = thread.vertx().setPeriodic(PROBE_EVERY_MS, now -> probe());
            awaited.watch(thread.vertx());
        });
        return connect().toCompletionStage().toCompletableFuture().thenApply(fresh -> null);
    }

    /** True while a connection stands. */
    public boolean isUp() {
        return connection != null;
    }

    /** Commands and script calls sent so far. */
    public long calls() {
        return calls.get();
    }

    /** Writes so far, each of one command or of several. */
    public long rounds() {
        return rounds.get();
    }

    /** Sends one command. */
    public CompletableFuture<Response> send(Request request) {
        return counted(1, to -> to.send(request));
    }

    /** Sends several commands in one write; again, with the scripts loaded, where Redis did not know one of them. */
    public CompletableFuture<List<Response>> batch(List<Request> requests) {
        return write(requests)
                .exceptionallyCompose(fault -> Faults.isUnknownScript(fault)
                        ? write(Script.loads()).thenCompose(loaded -> write(requests))
                        : CompletableFuture.failedFuture(fault));
    }

    /** Calls a script, by its hash and where Redis does not know that, by its source. */
    public CompletableFuture<Response> call(Script script, List<byte[]> keys, List<byte[]> args) {
        return send(script.request(keys, args))
                .exceptionallyCompose(fault -> Faults.isUnknownScript(fault)
                        ? send(script.withSource(keys, args))
                        : CompletableFuture.failedFuture(fault));
    }

    /**
     * Waits for an answer.
     *
     * @throws StoreAwayException when the store did not answer
     */
    public static <T> T await(CompletableFuture<T> answer) {
        return AwaitedCalls.await(answer, PATIENCE_MS + 500);
    }

    /** Closes for good. */
    public void close() {
        closed = true;
        thread.cancel(probing);
        connection = null;
        if (client != null) {
            client.close();
        }
        awaited.end();
    }

    /** Asks the connection whether it lives; nobody needs to wait for the answer. */
    public CompletableFuture<?> probe() {
        RedisConnection to = connection;
        return to == null ? away() : answer(on -> liveness.on(on).mapEmpty(), to);
    }

    private static <T> CompletableFuture<T> away() {
        return CompletableFuture.failedFuture(new StoreAwayException("the store is away", null));
    }

    private CompletableFuture<List<Response>> write(List<Request> requests) {
        return counted(requests.size(), to -> to.batch(requests));
    }

    private <T> CompletableFuture<T> counted(int commands, Function<RedisConnection, io.vertx.core.Future<T>> call) {
        RedisConnection to = connection;
        if (to == null) {
            return away();
        }
        calls.addAndGet(commands);
        rounds.incrementAndGet();
        return answer(call, to);
    }

    /** Sends it behind what was sent before. Completes on the links' thread; the connection is lost when no answer comes in time. */
    private <T> CompletableFuture<T> answer(
            Function<RedisConnection, io.vertx.core.Future<T>> call, RedisConnection to) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        awaited.add(answer, to);
        thread.post(() -> io.vertx.core.Future.succeededFuture(to)
                .compose(call)
                .onSuccess(answer::complete)
                .onFailure(cause -> {
                    RuntimeException fault = Faults.of(cause);
                    answer.completeExceptionally(fault);
                    if (Faults.isDemoted(fault)) {
                        lost(to, fault.getMessage());
                    }
                }));
        return answer;
    }

    /** A client of its own for each try: one that is never answered keeps its place in the client's pool for good. */
    private io.vertx.core.Future<RedisConnection> connect() {
        Redis fresh = Redis.createClient(thread.vertx(), options);
        Promise<RedisConnection> made = Promise.promise();
        thread.post(() -> {
            long timer = thread.after(PATIENCE_MS, () -> made.tryFail("a new connection was not answered in time"));
            made.future().onComplete(done -> thread.cancel(timer));
            io.vertx.core.Future.succeededFuture(fresh)
                    .compose(Redis::connect)
                    .compose(to -> prepare(to, made))
                    .onSuccess(made::tryComplete)
                    .onFailure(made::tryFail);
        });
        return made.future().onSuccess(ready -> use(fresh, ready)).onFailure(broken -> fresh.close());
    }

    private void use(Redis maker, RedisConnection fresh) {
        fresh.endHandler(ended -> lost(fresh, "it was closed"));
        fresh.exceptionHandler(broken -> lost(fresh, broken.getMessage()));
        client = maker;
        if (closed) {
            maker.close();
        } else {
            connection = fresh;
        }
    }

    private io.vertx.core.Future<RedisConnection> prepare(RedisConnection fresh, Promise<?> made) {
        fresh.endHandler(ended -> made.tryFail("a new connection was closed"));
        return liveness.begin(fresh).map(fresh);
    }

    private synchronized void lost(RedisConnection broken, String why) {
        if (connection == broken && !closed) {
            LOG.infof("a connection to the store is lost and made anew: %s", why);
            connection = null;
            client.close();
            again(FIRST_PAUSE_MS);
        }
    }

    private void again(long pauseMs) {
        thread.after(pauseMs, () -> {
            if (closed) {
                return;
            }
            connect().onFailure(failed -> {
                LOG.debugf("still no connection to the store: %s", failed.getMessage());
                again(Math.min(2 * pauseMs, LONGEST_PAUSE_MS));
            });
        });
    }
}
