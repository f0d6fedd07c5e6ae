package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.call.AlertKeys;
import io.yardmaster.store.cluster.AlertStore.Message;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What webhooks are told, and what became of it. Every call throws StoreAwayException. */
@Singleton
public class WebhookStore {
    /** How many attempts of deliveries are kept of each webhook. */
    public static final int MOST_ATTEMPTS = 1_000;

    private static final AlertKeys KEYS = new AlertKeys();

    private final RedisLinks links;

    public WebhookStore(RedisLinks links) {
        this.links = links;
    }

    /** An attempt in the log. @param number orders the attempts of all webhooks @param entry JSON */
    public record Logged(long number, String entry) {}

    /** The body of a message; empty when it is not kept any more. */
    public Optional<String> message(String id) {
        return Optional.ofNullable(
                Wire.text(ask(Request.cmd(Command.HGET).arg(KEYS.messages).arg(id))));
    }

    /** Keeps a message that no alert made. */
    public void keep(Message message) {
        RedisLink.await(links.rest()
                .batch(List.of(
                        Request.cmd(Command.HSET)
                                .arg(KEYS.messages)
                                .arg(message.id())
                                .arg(message.body()),
                        Request.cmd(Command.RPUSH).arg(KEYS.told).arg(message.id()))));
    }

    /** The oldest entries of the outbox; they stay until {@link #sent}. */
    public List<String> outbox(int most) {
        return Wire.texts(
                ask(Request.cmd(Command.LRANGE).arg(KEYS.outbox).arg(0).arg(most - 1)));
    }

    /** The deliveries of an entry of the outbox are enqueued. */
    public void sent(String entry) {
        ask(Request.cmd(Command.LREM).arg(KEYS.outbox).arg(1).arg(entry));
    }

    /** Writes an attempt down. */
    public void log(String webhook, String entry) {
        long number = ask(Request.cmd(Command.HINCRBY)
                        .arg(KEYS.meta)
                        .arg("attempts")
                        .arg(1))
                .toLong();
        byte[] key = KEYS.deliveries(webhook);
        Request add = Request.cmd(Command.ZADD).arg(key).arg(number).arg(number + " " + entry);
        Request trim = Request.cmd(Command.ZREMRANGEBYRANK).arg(key).arg(0).arg(-1 - MOST_ATTEMPTS);
        RedisLink.await(links.rest().batch(List.of(add, trim)));
    }

    /** Attempts of a webhook's deliveries, newest first. @param below only numbers below it; null = all */
    public List<Logged> log(String webhook, Long below, int most) {
        Response found = ask(Request.cmd(Command.ZRANGE)
                .arg(KEYS.deliveries(webhook))
                .arg(below == null ? "+inf" : "(" + below)
                .arg("-inf")
                .arg("BYSCORE")
                .arg("REV")
                .arg("LIMIT")
                .arg(0)
                .arg(most));
        List<Logged> log = new ArrayList<>(found.size());
        for (String text : Wire.texts(found)) {
            int space = text.indexOf(' ');
            log.add(new Logged(Long.parseLong(text.substring(0, space)), text.substring(space + 1)));
        }
        return log;
    }

    private Response ask(Request request) {
        return RedisLink.await(links.rest().send(request));
    }
}
