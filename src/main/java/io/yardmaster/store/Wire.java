package io.yardmaster.store;

import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Values on their way to and from Redis. */
final class Wire {
    /** Asks a script to take the store's own time. */
    static final byte[] STORE_TIME = {'0'};

    static final byte[] EMPTY = {};

    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(long number) {
        return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(Response response) {
        return response == null ? null : response.toString(StandardCharsets.UTF_8);
    }

    /** Text of ids, which are ASCII. */
    static String id(Response response) {
        return new String(response.toBytes(), StandardCharsets.ISO_8859_1);
    }

    static byte[] raw(Response response) {
        return response == null ? null : response.toBytes();
    }

    /** A score, which Redis prints as a double. */
    static Long score(Response response) {
        return response == null ? null : (long) Double.parseDouble(response.toString());
    }

    static List<String> texts(Response list) {
        List<String> all = new ArrayList<>(list.size());
        for (Response item : list) {
            all.add(text(item));
        }
        return all;
    }
}
