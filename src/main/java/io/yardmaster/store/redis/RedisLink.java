package io.yardmaster.store.redis;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
    private static final long PING_EVERY_MS = 5_000;

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final int MOST_UNDER_WAY = 100_000;
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Vertx vertx;
    private final RedisOptions options;
    private final Reconnect reconnect;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong rounds = new AtomicLong();
    private final AwaitedCalls awaited = new AwaitedCalls(PATIENCE_MS, this::lost);
    /** What made the connection, and is closed with it. */
    private volatile Redis client;

    private volatile RedisConnection connection;
    private volatile boolean closed;
    private volatile long pinging = -1;

    /** What is done on every new connection before it is used. */
    @FunctionalInterface
    public interface Reconnect {
        io.vertx.core.Future<?> on(RedisConnection fresh);
    }

    public RedisLink(Vertx vertx, RedisAddress address, Reconnect reconnect) {
        this.vertx = vertx;
        this.reconnect = reconnect;
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
        pinging = vertx.setPeriodic(PING_EVERY_MS, now -> ping());
        awaited.watch(vertx);
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
        RedisConnection to = connection;
        if (to == null) {
            return CompletableFuture.failedFuture(new StoreAwayException("the store is away", null));
        }
        calls.incrementAndGet();
        rounds.incrementAndGet();
        return answer(to.send(request), to);
    }

    /** Sends several commands in one write; again, with the scripts loaded, where Redis did not know one of them. */
    public CompletableFuture<List<Response>> batch(List<Request> requests) {
        return write(requests)
                .exceptionallyCompose(fault -> Faults.isUnknownScript(fault)
                        ? write(loads()).thenCompose(loaded -> write(requests))
                        : CompletableFuture.failedFuture(fault));
    }

    /** Calls a script, by its hash and where Redis does not know that, by its source. */
    public CompletableFuture<Response> call(Script script, List<byte[]> keys, List<byte[]> args) {
        return send(request(Command.EVALSHA, script.hash(), keys, args))
                .exceptionallyCompose(fault -> Faults.isUnknownScript(fault)
                        ? send(request(Command.EVAL, script.source(), keys, args))
                        : CompletableFuture.failedFuture(fault));
    }

    /** The request that calls a script, for {@link #batch}. */
    public static Request request(Script script, List<byte[]> keys, List<byte[]> args) {
        return request(Command.EVALSHA, script.hash(), keys, args);
    }

    /**
     * Waits for an answer.
     *
     * @throws StoreAwayException when the store did not answer
     */
    public static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_MS + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            throw new StoreAwayException("the store did not answer", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreAwayException("interrupted while waiting for the store", interrupted);
        }
    }

    /** Closes for good. */
    public void close() {
        closed = true;
        vertx.cancelTimer(pinging);
        connection = null;
        if (client != null) {
            client.close();
        }
        awaited.end();
    }

    private void ping() {
        RedisConnection to = connection;
        if (to != null) {
            answer(to.send(Request.cmd(Command.PING)), to);
        }
    }

    private static Request request(Command command, byte[] script, List<byte[]> keys, List<byte[]> args) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private CompletableFuture<List<Response>> write(List<Request> requests) {
        RedisConnection to = connection;
        if (to == null) {
            return CompletableFuture.failedFuture(new StoreAwayException("the store is away", null));
        }
        calls.addAndGet(requests.size());
        rounds.incrementAndGet();
        return answer(to.batch(requests), to);
    }

    /** The answer to what was sent over that connection, which is lost when none comes in time. */
    private <T> CompletableFuture<T> answer(io.vertx.core.Future<T> sent, RedisConnection to) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        sent.onSuccess(answer::complete).onFailure(cause -> {
            RuntimeException fault = Faults.of(cause);
            answer.completeExceptionally(fault);
            if (Faults.isDemoted(fault)) {
                lost(to);
            }
        });
        awaited.add(answer, to);
        return answer;
    }

    /** A client of its own for each try: one that is never answered keeps its place in the client's pool for good. */
    private io.vertx.core.Future<RedisConnection> connect() {
        Redis fresh = Redis.createClient(vertx, options);
        Promise<RedisConnection> made = Promise.promise();
        long timer = vertx.setTimer(PATIENCE_MS, late -> made.tryFail("a new connection was not answered in time"));
        fresh.connect().compose(this::prepare).onSuccess(made::tryComplete).onFailure(made::tryFail);
        return made.future()
                .onComplete(done -> vertx.cancelTimer(timer))
                .onSuccess(ready -> use(fresh, ready))
                .onFailure(broken -> fresh.close());
    }

    private void use(Redis maker, RedisConnection fresh) {
        fresh.endHandler(ended -> lost(fresh));
        fresh.exceptionHandler(broken -> lost(fresh));
        client = maker;
        if (closed) {
            maker.close();
        } else {
            connection = fresh;
        }
    }

    private io.vertx.core.Future<RedisConnection> prepare(RedisConnection fresh) {
        return fresh.batch(loads()).compose(loaded -> reconnect.on(fresh)).map(fresh);
    }

    private static List<Request> loads() {
        return Stream.of(Script.values())
                .map(script -> Request.cmd(Command.SCRIPT).arg("LOAD").arg(script.source()))
                .toList();
    }

    private synchronized void lost(RedisConnection broken) {
        if (connection == broken && !closed) {
            connection = null;
            client.close();
            again(FIRST_PAUSE_MS);
        }
    }

    private void again(long pauseMs) {
        vertx.setTimer(pauseMs, now -> {
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
