package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.Ids;
import io.yardmaster.store.redis.Checkup;
import io.yardmaster.store.redis.RedisAddress;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.redis.StoreClock;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Opens and closes the store, and looks at Redis itself. */
@Singleton
public class Store {
    /** The version of the layout that this program writes. */
    static final int LAYOUT = 2;

    private static final Logger LOG = Logger.getLogger(Store.class);
    private static final int PROBE_SECONDS = 60;

    private final RedisLinks links;
    private final Hints hints;
    private final QueueStore queues;
    private final StoreClock clock;
    private volatile RedisAddress address;
    private volatile Ids ids;

    Store(RedisLinks links, Hints hints, QueueStore queues, StoreClock clock) {
        this.links = links;
        this.hints = hints;
        this.queues = queues;
        this.clock = clock;
    }

    /**
     * Connects, and refuses a store that cannot keep what it takes: Redis older than 7, an eviction policy other than
     * noeviction, a layout other than this program's. There is no older one yet that could be migrated.
     *
     * @throws IllegalStateException with one sentence for the operator
     */
    public void open(RedisAddress address) {
        this.address = address;
        try {
            RedisLink.await(CompletableFuture.allOf(links.open(address), hints.open(address)));
        } catch (StoreAwayException | IllegalStateException away) {
            close();
            throw new IllegalStateException("The store cannot be reached: " + StoreAwayException.reason(away), away);
        }
        checkRedis();
        checkLayout();
        syncClock();
        Request next =
                Request.cmd(Command.HINCRBY).arg(Keys.CLUSTER_META).arg("nodes").arg(1);
        ids = new Ids(clock, RedisLink.await(links.rest().send(next)).toLong());
    }

    /** Closes every connection. Safe to call twice, and when never opened. */
    public void close() {
        links.close();
        hints.close();
    }

    /** A new id for a job of that queue; registers the queue when it is new. */
    public String newId(String queue) {
        return ids.next(queues.number(queue));
    }

    /** A new id that names nothing of a queue. */
    public String newId() {
        return ids.next(0);
    }

    /** True when the store is the server's own Redis. */
    public boolean isOwn() {
        return address.own();
    }

    /** Where it is; null before it was opened. */
    public RedisAddress address() {
        return address;
    }

    /** True while the connections stand. */
    public boolean isUp() {
        return links.rest() != null && links.rest().isUp() && links.turns().isUp();
    }

    /** Measures the difference between the clocks. */
    public void syncClock() {
        long asked = clock.askedNanos();
        Response time = RedisLink.await(links.rest().send(Request.cmd(Command.TIME)));
        clock.learn(time.get(0).toLong() * 1_000_000 + time.get(1).toLong(), asked);
    }

    /** One round trip to the store in microseconds. */
    public long ping() {
        long begun = System.nanoTime();
        RedisLink.await(links.rest().send(Request.cmd(Command.PING)));
        return (System.nanoTime() - begun) / 1_000;
    }

    /** Whether the store takes a small write within so many milliseconds. */
    public Probe probe(long ms) {
        if (!isUp()) {
            return new Probe(Probe.State.AWAY, "there is no connection to it");
        }
        Request write =
                Request.cmd(Command.SET).arg(Keys.PROBE).arg("1").arg("EX").arg(PROBE_SECONDS);
        try {
            links.rest().send(write).get(ms, TimeUnit.MILLISECONDS);
            return Probe.WELL;
        } catch (ExecutionException refused) {
            return refused(refused.getCause());
        } catch (TimeoutException away) {
            return new Probe(Probe.State.AWAY, "it does not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Probe(Probe.State.AWAY, "it was not waited for");
        }
    }

    private static Probe refused(Throwable cause) {
        boolean full = cause instanceof StoreAwayException away && StoreAwayException.FULL.equals(away.refusal());
        return new Probe(full ? Probe.State.FULL : Probe.State.AWAY, String.valueOf(cause.getMessage()));
    }

    /** What INFO says, by name; empty values are left out. */
    public Map<String, String> info() {
        return Wire.info(RedisLink.await(links.rest().send(Request.cmd(Command.INFO))));
    }

    /** A setting of Redis; empty when it may not be read. */
    public String setting(String name) {
        try {
            Response answer = RedisLink.await(
                    links.rest().send(Request.cmd(Command.CONFIG).arg("GET").arg(name)));
            return answer.isMap()
                    ? Wire.text(answer.get(name))
                    : answer.size() > 1 ? answer.get(1).toString() : "";
        } catch (IllegalStateException forbidden) {
            return "";
        }
    }

    private void checkRedis() {
        for (Checkup.Finding found : Checkup.of(info(), 0)) {
            if (found.refused()) {
                throw new IllegalStateException(found.sentence());
            }
            LOG.warn(found.sentence());
        }
    }

    /** What is wrong with Redis or the clocks, a sentence each; may change while it runs. */
    public List<String> complaints() {
        return Checkup.of(info(), clock.aheadMs()).stream()
                .map(Checkup.Finding::sentence)
                .toList();
    }

    private void checkLayout() {
        Request set = Request.cmd(Command.HSETNX)
                .arg(Keys.CLUSTER_META)
                .arg("version")
                .arg(LAYOUT);
        RedisLink.await(links.rest().send(set));
        Request get = Request.cmd(Command.HGET).arg(Keys.CLUSTER_META).arg("version");
        String found = RedisLink.await(links.rest().send(get)).toString();
        refuseLayout(found).ifPresent(sentence -> {
            throw new IllegalStateException(sentence);
        });
    }

    /** The sentence that refuses a store of another layout; empty for the right one. */
    static Optional<String> refuseLayout(String found) {
        if (String.valueOf(LAYOUT).equals(found)) {
            return Optional.empty();
        }
        boolean older = found.matches("[0-9]{1,4}") && Integer.parseInt(found) < LAYOUT;
        return Optional.of("The store has layout " + found + ", this program needs layout " + LAYOUT
                + (older
                        ? ": an earlier development version made it; start with an empty data directory or Redis."
                        : ": start a newer Yardmaster."));
    }
}
