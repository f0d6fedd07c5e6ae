package io.yardmaster.store.redis;

import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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

    public static List<String> texts(Response list) {
        List<String> all = new ArrayList<>(list.size());
        for (Response item : list) {
            all.add(text(item));
        }
        return all;
    }
}
