package io.yardmaster.engine.node;

import io.yardmaster.store.Store;
import jakarta.inject.Singleton;
import java.util.Map;

/** Looks at the store itself. */
@Singleton
public class StoreWatch {
    private static final long FRESH_NANOS = 1_000_000_000;
    private final Store store;
    private StoreStatus last;
    private long lastNanos;

    StoreWatch(Store store) {
        this.store = store;
    }

    /** The store now; asks it, at most once a second. */
    public synchronized StoreStatus status() {
        if (last == null || System.nanoTime() - lastNanos > FRESH_NANOS) {
            last = ask();
            lastNanos = System.nanoTime();
        }
        return last;
    }

    private StoreStatus ask() {
        long micros = store.ping();
        Map<String, String> info = store.info();
        boolean appends = "1".equals(info.get("aof_enabled"));
        return new StoreStatus(
                store.isOwn() ? "own" : "external",
                info.getOrDefault("valkey_version", info.getOrDefault("redis_version", "unknown")),
                appends ? "appendonly " + store.setting("appendfsync") : "none: no append-only file",
                number(info, "used_memory"),
                number(info, "maxmemory"),
                number(info, "aof_current_size"),
                !"err".equals(info.get("aof_last_write_status")),
                number(info, "uptime_in_seconds"),
                micros);
    }

    private static long number(Map<String, String> info, String name) {
        try {
            return Long.parseLong(info.getOrDefault(name, "0"));
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
