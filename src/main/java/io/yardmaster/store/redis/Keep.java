package io.yardmaster.store.redis;

import io.vertx.redis.client.Request;
import java.util.List;

/** Small writes that go through also when the memory of Redis is full. */
public final class Keep {
    private Keep() {}

    /** Sets a field of a hash. */
    public static Request field(byte[] key, String field, String value) {
        List<byte[]> args = List.of(Wire.EMPTY, Wire.bytes("hash"), Wire.bytes(field), Wire.bytes(value));
        return Script.KEEP.request(List.of(key), args);
    }

    /** Sets a value that ends by itself. @param seconds until then */
    public static Request value(byte[] key, String value, long seconds) {
        List<byte[]> args = List.of(Wire.bytes(seconds), Wire.bytes("value"), Wire.bytes(value));
        return Script.KEEP.request(List.of(key), args);
    }
}
