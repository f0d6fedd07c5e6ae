package io.yardmaster.store.redis;

/**
 * Where the store is.
 *
 * @param uri for example {@code redis://:password@127.0.0.1:6379/0}; {@code rediss:} for TLS
 * @param own the server's own Redis, whose settings may be changed
 */
public record RedisAddress(String uri, boolean own) {
    @Override
    public String toString() {
        return "RedisAddress[" + (own ? "own" : "external") + "]"; // never the password
    }
}
