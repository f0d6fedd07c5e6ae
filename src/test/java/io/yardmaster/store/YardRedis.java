package io.yardmaster.store;

import io.yardmaster.chaos.OutsideRedis;
import io.yardmaster.store.own.OwnRedis;
import io.yardmaster.store.own.RedisBinary;
import io.yardmaster.store.redis.RedisAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The Redis of a {@link Yard}: the server's own, or one whose user may do everything. */
record YardRedis(Path dir, RedisAddress address, AutoCloseable process) {

    static YardRedis start(boolean outside) throws IOException {
        Path dir = Files.createTempDirectory("yard");
        if (outside) {
            OutsideRedis redis = OutsideRedis.start(dir);
            return new YardRedis(dir, new RedisAddress(redis.url(), false), redis);
        }
        OwnRedis redis = OwnRedis.start(RedisBinary.find("", dir), dir, "everysec");
        return new YardRedis(dir, redis.address(), redis);
    }

    void close() throws Exception {
        process.close();
        try (Stream<Path> files = Files.walk(dir)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
