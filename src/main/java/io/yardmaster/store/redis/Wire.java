package io.yardmaster.store.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Values on their way to and from Redis. */
public final class Wire {
    /** Asks a script to take the store's own time. */
    public static final byte[] STORE_TIME = {'0'};

    public static final byte[] EMPTY = {};

    private Wire() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
    }

    public static String text(Response response) {
        return response == null ? null : response.toString(StandardCharsets.UTF_8);
    }

    /** Text of ids, which are ASCII. */
    public static String id(Response response) {
        return new String(response.toBytes(), StandardCharsets.ISO_8859_1);
    }

    public static byte[] raw(Response response) {
        return response == null ? null : response.toBytes();
    }

    /** A score, which Redis prints as a double. */
    public static Long score(Response response) {
        return response == null ? null : (long) Double.parseDouble(response.toString());
    }

    /** The members and scores of a sorted set in their order, as either version of the protocol writes them. */
    public static void scored(Response members, ObjLongConsumer<String> found) {
        for (int i = 0; i < members.size(); i++) {
            Response item = members.get(i); // the newer version nests the pairs
            boolean paired = item.type() == ResponseType.MULTI;
            found.accept(text(paired ? item.get(0) : item), score(paired ? item.get(1) : members.get(++i)));
        }
    }

    /** The fields and values of a hash, as either version of the protocol writes them. */
    public static Map<String, String> pairs(Response hash) {
        Map<String, String> all = new HashMap<>();
        if (hash.isMap()) {
            hash.getKeys().forEach(field -> all.put(field, text(hash.get(field))));
        } else {
            for (int i = 0; i + 1 < hash.size(); i += 2) {
                all.put(text(hash.get(i)), text(hash.get(i + 1)));
            }
        }
        return all;
    }

    /** What INFO says, by name. */
    public static Map<String, String> info(Response answer) {
        Map<String, String> all = new HashMap<>();
        for (String line : answer.toString().split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && !line.startsWith("#")) {
                all.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return all;
    }

    public static List<String> texts(Response list) {
        List<String> all = new ArrayList<>(list.size());
        for (Response item : list) {
            all.add(text(item));
        }
        return all;
    }
}
