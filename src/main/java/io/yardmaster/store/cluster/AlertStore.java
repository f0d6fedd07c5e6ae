package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.AlertKeys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts of the cluster as JSON, and whose turn it is to evaluate. Every call throws StoreAwayException. */
@Singleton
public class AlertStore {
    /** How many resolved alerts are kept. */
    public static final int MOST_RESOLVED = 10_000;
    /** How many messages are kept, so that they can be sent again. */
    public static final int MOST_MESSAGES = 10_000;

    private static final AlertKeys KEYS = new AlertKeys();
    private static final int LARGEST_CALL = 100;

    private final RedisLinks links;

    public AlertStore(RedisLinks links) {
        this.links = links;
    }

    /** Whose turn it is. @param number of the evaluation; 0 = not this node's @param dueInMs until the next one */
    public record Evaluation(long now, long number, long dueInMs) {}

    /**
     * What becomes of an alert.
     *
     * @param number orders alerts by their begin
     * @param place its rule and queue, one text
     * @param state pending, firing or resolved; empty = over before it fired, it is forgotten
     * @param message what webhooks are told; null = nothing
     */
    public record Change(String id, long number, String place, String state, String alert, Message message) {}

    /** @param body JSON @param target which webhooks, one text that stands in the outbox until its jobs are enqueued */
    public record Message(String id, String body, String target) {}

    /** An alert. @param number its place among all @param acknowledged by whom and when as JSON; null = by nobody */
    public record Kept(String id, long number, String alert, String acknowledged) {}

    /** Asks for the evaluation. @param intervalMs milliseconds between two */
    public Evaluation claim(long intervalMs) {
        List<byte[]> args = List.of(Wire.STORE_TIME, Wire.bytes(intervalMs));
        Response answer = RedisLink.await(links.keeper().call(Script.ALERT_CLAIM, List.of(KEYS.meta), args));
        return new Evaluation(
                answer.get(0).toLong(), answer.get(1).toLong(), answer.get(2).toLong());
    }

    /** Writes what an evaluation found; false when another one has begun since, and this one ends. */
    public boolean judge(long number, List<Change> changes) {
        for (int from = 0; from < changes.size(); from += LARGEST_CALL) {
            List<byte[]> args = new ArrayList<>();
            args.add(Wire.bytes(number));
            args.add(Wire.bytes(MOST_RESOLVED));
            args.add(Wire.bytes(MOST_MESSAGES));
            changes.subList(from, Math.min(changes.size(), from + LARGEST_CALL)).forEach(change -> add(change, args));
            Response answer = RedisLink.await(links.keeper().call(Script.ALERT_JUDGE, KEYS.judge(), args));
            if (answer.toInteger() == 0) {
                return false;
            }
        }
        return true;
    }

    private static void add(Change change, List<byte[]> args) {
        Message message = change.message();
        args.add(Wire.bytes(change.id()));
        args.add(Wire.bytes(change.number()));
        args.add(Wire.bytes(change.place()));
        args.add(Wire.bytes(change.state()));
        args.add(Wire.bytes(change.alert()));
        args.add(message == null ? Wire.EMPTY : Wire.bytes(message.id()));
        args.add(message == null ? Wire.EMPTY : Wire.bytes(message.body()));
        args.add(message == null ? Wire.EMPTY : Wire.bytes(message.target()));
    }

    /** The alerts that are pending or firing, by rule and queue. */
    public Map<String, Kept> open() {
        Map<String, String> ids = Wire.pairs(ask(Request.cmd(Command.HGETALL).arg(KEYS.open)));
        Map<String, Kept> byId = new HashMap<>();
        all(List.copyOf(ids.values())).forEach(kept -> byId.put(kept.id(), kept));
        Map<String, Kept> open = new HashMap<>();
        ids.forEach((place, id) -> Optional.ofNullable(byId.get(id)).ifPresent(kept -> open.put(place, kept)));
        return open;
    }

    /** Alerts of a state, newest first. @param state all, pending, firing or resolved @param below a number; null = all */
    public List<Kept> newest(String state, Long below, int most) {
        Response found = ask(Request.cmd(Command.ZRANGE)
                .arg(KEYS.inState(state))
                .arg(below == null ? "+inf" : "(" + below)
                .arg("-inf")
                .arg("BYSCORE")
                .arg("REV")
                .arg("LIMIT")
                .arg(0)
                .arg(most));
        return all(Wire.texts(found));
    }

    /** Several by id, in their order; those that are gone are left out. */
    public List<Kept> all(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Request alerts = Request.cmd(Command.HMGET).arg(KEYS.alerts);
        Request acknowledged = Request.cmd(Command.HMGET).arg(KEYS.acknowledged);
        ids.forEach(alerts::arg);
        ids.forEach(acknowledged::arg);
        List<Response> answers = RedisLink.await(links.rest().batch(List.of(alerts, acknowledged)));
        List<Kept> all = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            String alert = Wire.text(answers.get(0).get(i));
            if (alert != null) {
                long number = Long.parseLong(ids.get(i).substring(1));
                all.add(new Kept(
                        ids.get(i), number, alert, Wire.text(answers.get(1).get(i))));
            }
        }
        return all;
    }

    /** Writes down who acknowledged an alert, unless somebody did before. @param by JSON */
    public void acknowledge(String id, String by) {
        ask(Request.cmd(Command.HSETNX).arg(KEYS.acknowledged).arg(id).arg(by));
    }

    private Response ask(Request request) {
        return RedisLink.await(links.rest().send(request));
    }
}
