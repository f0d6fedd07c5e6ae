package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.record.Claimed;
import io.yardmaster.store.record.Hold;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Scan;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The leases of claims, and the active jobs under them. */
@Singleton
public class LeaseStore {
    private final RedisLinks links;
    private final QueueStore queues;

    LeaseStore(RedisLinks links, QueueStore queues) {
        this.links = links;
        this.queues = queues;
    }

    /** A job that somebody asked to stop, and under which claim. */
    public record CancelRequest(String id, long epoch) {}

    /** What a renewal found. @param gone claims whose lease has ended */
    public record Renewed(List<Claim> gone, List<CancelRequest> cancels) {}

    /** Prolongs the leases of claims, at most 1,000, and tells what was asked to stop. */
    public Renewed renew(String queue, List<Claim> claims, long leaseMs) {
        List<byte[]> args = new ArrayList<>(2 + claims.size());
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(leaseMs));
        Map<String, Claim> byLease = new HashMap<>();
        for (Claim claim : claims) {
            byLease.put(Hold.lease(claim), claim);
            args.add(Wire.bytes(Hold.lease(claim)));
        }
        Response answer = RedisLink.await(
                links.keeper().call(Script.RENEW, queues.keys(queue).of(Script.RENEW), args));
        List<Claim> gone = Wire.texts(answer.get(0)).stream().map(byLease::get).toList();
        List<CancelRequest> cancels = new ArrayList<>();
        Response asked = answer.get(1);
        for (int i = 0; i + 1 < asked.size(); i += 2) {
            long epoch = Hold.read(asked.get(i + 1) + " 0 0 -").epoch();
            cancels.add(new CancelRequest(Wire.id(asked.get(i)), epoch));
        }
        return new Renewed(gone, cancels);
    }

    /**
     * How the leases of a queue stand.
     *
     * @param all how many there are
     * @param lapsed how many have ended
     * @param far how many end later than leases do that were just renewed
     */
    public record Ends(long all, long lapsed, long far) {}

    /** How the leases of several queues stand, in one round. @param now @param far epoch milliseconds */
    public Map<String, Ends> ends(List<String> among, long now, long far) {
        List<Request> asks = new ArrayList<>(3 * among.size());
        for (String queue : among) {
            byte[] leases = queues.keys(queue).of(Key.LEASES);
            asks.add(Request.cmd(Command.ZCARD).arg(leases));
            asks.add(Request.cmd(Command.ZCOUNT).arg(leases).arg("-inf").arg(now));
            asks.add(Request.cmd(Command.ZCOUNT).arg(leases).arg(far).arg("+inf"));
        }
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.keeper().batch(asks));
        Map<String, Ends> all = HashMap.newHashMap(among.size());
        for (int i = 0; i < among.size(); i++) {
            all.put(
                    among.get(i),
                    new Ends(
                            answers.get(3 * i).toLong(),
                            answers.get(3 * i + 1).toLong(),
                            answers.get(3 * i + 2).toLong()));
        }
        return all;
    }

    /** Ends a lease at that moment, unless it is gone or ends sooner. @param at epoch milliseconds */
    public void shorten(String queue, Claim claim, long at) {
        Request write = Request.cmd(Command.ZADD)
                .arg(queues.keys(queue).of(Key.LEASES))
                .arg("XX")
                .arg("LT")
                .arg(at)
                .arg(Hold.lease(claim));
        RedisLink.await(links.keeper().send(write));
    }

    /** The claims of a queue that have a lease, and when each lease ends by the store's clock. */
    public Map<Claim, Long> leases(String queue) {
        Request ask = Request.cmd(Command.ZRANGE)
                .arg(queues.keys(queue).of(Key.LEASES))
                .arg(0)
                .arg(-1)
                .arg("WITHSCORES");
        Response answer = RedisLink.await(links.keeper().send(ask));
        Map<Claim, Long> all = new HashMap<>();
        Wire.scored(answer, (member, end) -> all.put(Hold.read(member.replaceFirst(" ", " 0 0 ")), end));
        return all;
    }

    /** Every active job of a queue with its claim, read in slices. */
    public Map<String, Claim> active(String queue) {
        Map<String, Claim> all = new HashMap<>();
        Scan.each(
                links.keeper(),
                Command.HSCAN,
                queues.keys(queue).of(Key.ACTIVE),
                500,
                pairs -> Hold.each(pairs, all::put));
        return all;
    }

    /** The records of jobs as they are now, packed. */
    public List<Claimed> packed(String queue, List<String> ids) {
        Request ask = Request.cmd(Command.HMGET).arg(queues.keys(queue).of(Key.RECORDS));
        ids.forEach(ask::arg);
        Response answer = RedisLink.await(links.keeper().send(ask));
        List<Claimed> jobs = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            jobs.add(new Claimed(queue, ids.get(i), Wire.raw(answer.get(i))));
        }
        return jobs;
    }
}
