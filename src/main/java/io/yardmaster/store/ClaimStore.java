package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.QueueKeys;
import io.yardmaster.store.call.Settlement;
import io.yardmaster.store.call.Turn;
import io.yardmaster.store.call.Turned;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.record.HistoryCodec;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a worker does to jobs: claims, completes, settles, keeps leases, reports. Every write passes the claim. */
@Singleton
public class ClaimStore {
    /** The largest log of a job in bytes. */
    private static final int LARGEST_LOG = 131_072;

    private final RedisLinks links;
    private final QueueStore queues;

    ClaimStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** A job that somebody asked to stop, and under which claim. */
    public record CancelRequest(String id, long epoch) {}

    /** What a renewal found. @param gone claims whose lease has ended */
    public record Renewed(List<Claim> gone, List<CancelRequest> cancels) {}

    /** What a promotion did. @param nextDueInMs milliseconds until the next job is due; -1 = none is scheduled */
    public record Promoted(int moved, long nextDueInMs) {}

    /** What a job tells of itself. @param progress JSON or empty @param lines JSON lines or empty */
    public record Report(String id, Claim claim, String progress, String lines) {}

    /** A line of a log, or a progress, as {@link Report} takes it. */
    public static String json(Object told) {
        return HistoryCodec.write(told);
    }

    /** Completes and claims in one call. */
    public CompletableFuture<Turned> turn(String queue, Turn turn) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> keys =
                List.of(k.meta, k.records, k.active, k.leases, k.completed, k.ends, k.lane, k.suspects, k.results);
        return links.turns().call(Script.TURN, keys, turn.args()).thenApply(answer -> Turned.read(queue, answer));
    }

    /**
     * Ends runs of this worker that did not complete.
     *
     * @param drops claims whose last job this is
     * @return positions from 0 that were refused, because the claim was not the current one
     */
    public CompletableFuture<List<Integer>> settle(String queue, List<Settlement> settlements, List<Claim> drops) {
        return settle(queue, settlements, drops, false);
    }

    /**
     * Ends runs of any worker whose lease has ended, and waits for it.
     *
     * @param drops claims of which no job is left
     * @return positions from 0 that were refused, because the lease holds or the claim was not the current one
     * @throws StoreAwayException when the store does not answer in time
     */
    public List<Integer> settleLapsed(String queue, List<Settlement> settlements, List<Claim> drops) {
        return RedisLink.await(settle(queue, settlements, drops, true));
    }

    CompletableFuture<List<Integer>> settle(
            String queue, List<Settlement> settlements, List<Claim> drops, boolean lapsed) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> keys = List.of(
                k.meta,
                k.records,
                k.active,
                k.leases,
                k.retrying,
                k.dead,
                k.cancelled,
                k.lane,
                k.suspects,
                k.history,
                k.errors);
        List<byte[]> args = new ArrayList<>(4 + 7 * settlements.size() + drops.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(lapsed ? "lapsed" : "held"));
        args.add(Wire.bytes(settlements.size()));
        args.add(Wire.bytes(drops.size()));
        settlements.forEach(one -> one.addTo(args));
        drops.forEach(claim -> args.add(Wire.bytes(Hold.lease(claim))));
        RedisLink link = lapsed ? links.keeper() : links.turns();
        return link.call(Script.SETTLE, keys, args).thenApply(ClaimStore::positions);
    }

    /** Prolongs the leases of claims, at most 1,000, and tells what was asked to stop. */
    public Renewed renew(String queue, List<Claim> claims, long leaseMs) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> args = new ArrayList<>(2 + claims.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(leaseMs));
        Map<String, Claim> byLease = new HashMap<>();
        for (Claim claim : claims) {
            byLease.put(Hold.lease(claim), claim);
            args.add(Wire.bytes(Hold.lease(claim)));
        }
        List<byte[]> keys = List.of(k.leases, k.cancels, k.active);
        Response answer = RedisLink.await(links.keeper().call(Script.RENEW, keys, args));
        List<Claim> gone = Wire.texts(answer.get(0)).stream().map(byLease::get).toList();
        List<CancelRequest> cancels = new ArrayList<>();
        Response asked = answer.get(1);
        for (int i = 0; i + 1 < asked.size(); i += 2) {
            long epoch = Hold.read(asked.get(i + 1) + " 0 -").epoch();
            cancels.add(new CancelRequest(Wire.id(asked.get(i)), epoch));
        }
        return new Renewed(gone, cancels);
    }

    /** Moves jobs whose time has come to waiting, at most {@code most} of scheduled and of retrying a queue. */
    public List<Promoted> promote(List<String> among, int most) {
        if (among.isEmpty()) {
            return List.of();
        }
        List<Request> requests = new ArrayList<>(among.size());
        for (String queue : among) {
            QueueKeys k = queues.keys(queue);
            List<byte[]> keys = List.of(k.meta, k.records, k.lane, k.suspects, k.scheduled, k.retrying);
            requests.add(RedisLink.request(Script.PROMOTE, keys, List.of(Wire.STORE_TIME, Wire.bytes(most))));
        }
        List<Promoted> all = new ArrayList<>(among.size());
        for (Response answer : RedisLink.await(links.keeper().batch(requests))) {
            long next = answer.get(2).toLong();
            long inMs = next < 0 ? -1 : Math.max(0, next - answer.get(0).toLong());
            all.add(new Promoted(answer.get(1).toInteger(), inMs));
        }
        return all;
    }

    /** Which of those queues have a lease that has ended. @param now epoch milliseconds */
    public Set<String> lapsed(List<String> among, long now) {
        if (among.isEmpty()) {
            return Set.of();
        }
        List<Request> asks = among.stream()
                .map(queue -> Request.cmd(Command.ZCOUNT)
                        .arg(queues.keys(queue).leases)
                        .arg("-inf")
                        .arg(now))
                .toList();
        Set<String> lapsed = new HashSet<>();
        int at = 0;
        for (Response count : RedisLink.await(links.keeper().batch(asks))) {
            String queue = among.get(at++);
            if (count.toLong() > 0) {
                lapsed.add(queue);
            }
        }
        return lapsed;
    }

    /** Keeps what running jobs tell of themselves; what a refused job told is dropped. */
    public CompletableFuture<Void> report(String queue, List<Report> reports) {
        QueueKeys k = queues.keys(queue);
        List<byte[]> args = new ArrayList<>(2 + 4 * reports.size());
        args.add(Wire.bytes(LARGEST_LOG));
        args.add(Wire.bytes(reports.size()));
        for (Report report : reports) {
            args.add(Wire.bytes(report.id()));
            args.add(Wire.bytes(Hold.of(report.claim())));
            args.add(Wire.bytes(report.progress()));
            args.add(Wire.bytes(report.lines()));
        }
        return links.turns()
                .call(Script.REPORT, List.of(k.active, k.progress, k.log), args)
                .thenApply(refused -> null);
    }

    /** The claims of a queue that have a lease, and when each lease ends by the store's clock. */
    public Map<Claim, Long> leases(String queue) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(queue).leases)
                .arg(0)
                .arg(-1)
                .arg("WITHSCORES");
        Response answer = RedisLink.await(links.keeper().send(ask));
        Map<Claim, Long> all = new HashMap<>();
        for (int i = 0; i < answer.size(); i++) {
            Response item = answer.get(i); // RESP3 nests the pairs
            Response member = item.isArray() ? item.get(0) : item;
            Response score = item.isArray() ? item.get(1) : answer.get(++i);
            Claim named = Hold.read(member.toString().replaceFirst(" ", " 0 "));
            all.put(named, Wire.score(score));
        }
        return all;
    }

    /** Every active job of a queue with its claim, read in slices. */
    public Map<String, Claim> active(String queue) {
        Map<String, Claim> all = new HashMap<>();
        String cursor = "0";
        do {
            Request ask = Request.cmd(Command.HSCAN)
                    .arg(queues.keys(queue).active)
                    .arg(cursor)
                    .arg("COUNT")
                    .arg(500);
            Response part = RedisLink.await(links.keeper().send(ask));
            Hold.each(part.get(1), all::put);
            cursor = part.get(0).toString();
        } while (!"0".equals(cursor));
        return all;
    }

    /** The records of jobs as they are now, packed. */
    public List<Claimed> packed(String queue, List<String> ids) {
        Request ask = Request.cmd(Command.HMGET).arg(queues.keys(queue).records);
        ids.forEach(ask::arg);
        Response answer = RedisLink.await(links.keeper().send(ask));
        List<Claimed> jobs = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            jobs.add(new Claimed(queue, ids.get(i), Wire.raw(answer.get(i))));
        }
        return jobs;
    }

    private static List<Integer> positions(Response answer) {
        List<Integer> refused = new ArrayList<>();
        for (int i = 1; i < answer.size(); i++) {
            refused.add(answer.get(i).toInteger() - 1);
        }
        return refused;
    }
}
