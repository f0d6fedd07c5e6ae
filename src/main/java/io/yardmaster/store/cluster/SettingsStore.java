package io.yardmaster.store.cluster;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.job.queue.GroupShare;
import io.yardmaster.job.queue.QueueMode;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.job.queue.Routes;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.record.SettingsCodec;
import io.yardmaster.store.redis.Keep;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import io.yardmaster.store.redis.Wire;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What operators have set of queues and of the cluster. The settings of a queue are in its own slot, where claims read them; a hash of the
 * cluster tells by queue the version that was written last, so that a node sees in one command what changed.
 */
@Singleton
public class SettingsStore {
    /** Begins the field of a queue's version in the hash of the cluster. */
    private static final String QUEUE = "queue:";

    private static final String MODE = "mode";
    private static final String ROUTES = "routes";

    private static final int LARGEST_REOPEN = 500;

    private final RedisLinks links;

    public SettingsStore(RedisLinks links) {
        this.links = links;
    }

    /** The settings of a queue with the version that they have; 0 where nothing was ever set. */
    public record Versioned(long version, QueueSettings settings) {}

    /** The settings of several queues, in one round. */
    public Map<String, Versioned> read(Collection<String> queues) {
        List<String> names = List.copyOf(queues);
        List<Request> asks = names.stream()
                .map(queue -> Request.cmd(Command.HMGET)
                        .arg(meta(queue))
                        .arg("settingsVersion")
                        .arg("settings"))
                .toList();
        List<Response> answers =
                asks.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(asks));
        Map<String, Versioned> all = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            Response version = answers.get(i).get(0);
            QueueSettings settings = SettingsCodec.read(Wire.raw(answers.get(i).get(1)));
            all.put(names.get(i), new Versioned(version == null ? 0 : version.toLong(), settings));
        }
        return all;
    }

    /**
     * Writes the settings of a registered queue, unless somebody changed them meanwhile.
     *
     * @param before as they were read
     * @return false when somebody did
     */
    public boolean write(String queue, Versioned before, QueueSettings settings) {
        List<byte[]> args = new ArrayList<>();
        args.add(Wire.STORE_TIME);
        args.add(Wire.bytes(before.version()));
        args.add(SettingsCodec.pack(settings));
        claimFields(before.settings(), settings).forEach((field, value) -> {
            args.add(Wire.bytes(field));
            args.add(Wire.bytes(value));
        });
        long version = RedisLink.await(links.rest().call(Script.CONFIGURE, List.of(meta(queue)), args))
                .toLong();
        if (version > 0) {
            keep(QUEUE + queue, Long.toString(version));
        }
        return version > 0;
    }

    /** What {@code turn.lua} reads of the settings, by field of the queue's meta hash; empty = the field is removed. */
    private static Map<String, String> claimFields(QueueSettings before, QueueSettings settings) {
        Map<String, String> fields = new HashMap<>();
        before.groups().keySet().forEach(group -> addGroup(fields, group, GroupShare.NONE));
        settings.groups().forEach((group, share) -> addGroup(fields, group, share));
        Integer total = settings.concurrency().total();
        fields.put("total", total == null ? "" : total.toString());
        fields.put("limits", limits(settings));
        return fields;
    }

    private static void addGroup(Map<String, String> fields, String group, GroupShare share) {
        fields.put(
                "weight:" + group, share.weight() == null ? "" : share.weight().toString());
        fields.put("limit:" + group, share.limit() == null ? "" : share.limit().toString());
    }

    /** Opens every lane that a limit has closed, in slices: those that the limit of now holds back close again. */
    public void reopen(String queue) {
        Keys keys = new Keys(queue);
        List<Request> sizes = List.of(
                Request.cmd(Command.ZCARD).arg(keys.shutLanes()),
                Request.cmd(Command.ZCARD).arg(keys.fullLanes()));
        long closed = RedisLink.await(links.rest().batch(sizes)).stream()
                .mapToLong(Response::toLong)
                .sum();
        for (long done = 0; done < closed; done += LARGEST_REOPEN) {
            List<byte[]> args = List.of(Wire.bytes(LARGEST_REOPEN));
            RedisLink.await(links.rest().call(Script.REOPEN, keys.of(Script.REOPEN), args));
        }
    }

    /**
     * Tokens, milliseconds, what has a bucket, and running jobs of a group, as {@code lanes.lua} reads them; a plus behind
     * where a group has a limit of its own.
     */
    private static String limits(QueueSettings settings) {
        RateLimit rate = settings.rateLimit();
        boolean own = settings.groups().values().stream().anyMatch(share -> share.limit() != null);
        String running = (settings.groupLimit() == null ? 0 : settings.groupLimit()) + (own ? "+" : "");
        if (rate == null) {
            return running.equals("0") ? "" : "0 0 q " + running;
        }
        return rate.max() + " " + rate.perMs() + " " + rate.by().letter() + " " + running;
    }

    /**
     * What is set of the cluster, and what was written last of queues.
     *
     * @param versions the version of each queue that has settings, by queue
     * @param orders what nodes were told to do, by node
     * @param mode how queues share slots
     * @param routes where jobs go by their type
     */
    public record Overall(Map<String, String> versions, Map<String, String> orders, QueueMode mode, Routes routes) {}

    /** All of it, in one command. */
    public Overall overall() {
        Map<String, String> all = Wire.pairs(
                RedisLink.await(links.rest().send(Request.cmd(Command.HGETALL).arg(Keys.SETTINGS))));
        return new Overall(
                under(QUEUE, all),
                under(NodeStore.ORDER, all),
                QueueMode.of(all.get(MODE)).orElse(QueueMode.WEIGHTED),
                Routes.of(all.getOrDefault(ROUTES, "")));
    }

    private static Map<String, String> under(String prefix, Map<String, String> all) {
        Map<String, String> some = new HashMap<>();
        all.forEach((field, value) -> {
            if (field.startsWith(prefix)) {
                some.put(field.substring(prefix.length()), value);
            }
        });
        return some;
    }

    public void mode(QueueMode mode) {
        keep(MODE, mode.word());
    }

    public void routes(Routes routes) {
        keep(ROUTES, routes.text());
    }

    private void keep(String field, String value) {
        RedisLink.await(links.rest().batch(List.of(Keep.field(Keys.SETTINGS, field, value))));
    }

    private static byte[] meta(String queue) {
        return new Keys(queue).of(Key.META);
    }
}
