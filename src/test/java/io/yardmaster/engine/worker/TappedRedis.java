package io.yardmaster.engine.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.yardmaster.chaos.OutsideRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives the server a Redis of the test's own, behind a wire that the test can cut. */
public final class TappedRedis implements QuarkusTestResourceLifecycleManager {
    OutsideRedis redis;
    Wiretap wire;

    @Override
    public Map<String, String> start() {
        try {
            redis = OutsideRedis.start(
                    Files.createTempDirectory(Files.createDirectories(Path.of("target/test-data")), "tapped"));
            wire = new Wiretap(redis.port());
            return Map.of(
                    "yardmaster.redis-url", "redis://127.0.0.1:" + wire.port() + "/0", "yardmaster.lease-ms", "4000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TappedRedis.class));
    }

    @Override
    public void stop() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            redis.close();
        }
    }
}
