package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.node.Health;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.settings.LaunchSettings;
import io.yardmaster.web.access.AccessSettings;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** The start inside a test is the start of the program, on a directory of its own. */
@QuarkusTest
class LauncherTest {
    @Inject
    LaunchSettings launch;

    @Inject
    AccessSettings access;

    @Inject
    Settings settings;

    @Inject
    Health health;

    @Inject
    Config config;

    @Test
    void hasItsOwnDirectoryAndRedis() {
        assertThat(launch.dataDir()).startsWith(Path.of("target/test-data").toAbsolutePath());
        assertThat(launch.dataDir().resolve("redis.pid")).isRegularFile();
        assertThat(launch.dataDir().resolve("server.pid"))
                .hasContent(String.valueOf(ProcessHandle.current().pid()));
        assertThat(health.isStoreReachable()).isTrue();
        assertThat(health.isStopping()).isFalse();
    }

    @Test
    void readsTheSettingsOfTestsOverThoseOfTheProgram() {
        assertThat(access).isEqualTo(new AccessSettings("test-password", false, "test-token", false));
        assertThat(settings.demo().handlers()).isTrue();
        assertThat(config.getValue("quarkus.redis.health.enabled", Boolean.class))
                .isFalse();
    }
}
