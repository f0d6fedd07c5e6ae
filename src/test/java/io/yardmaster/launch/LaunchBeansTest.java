package io.yardmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.bulk.Settled;
import io.yardmaster.launch.AdminPassword.Source;
import io.yardmaster.settings.BadSettingException;
import io.yardmaster.web.access.AccessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchBeansTest {
    @TempDir
    Path dir;

    @Test
    void passwordIsMadeOnceAndKeptForItsOwnerAlone() throws IOException {
        AdminPassword made = beans(Map.of()).password(data());
        assertThat(made.origin()).isEqualTo(Source.MADE);
        assertThat(made.text()).matches("[0-9a-f]{24}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("admin-password"))))
                .isEqualTo("rw-------");
        assertThat(beans(Map.of()).password(data())).isEqualTo(new AdminPassword(made.text(), Source.KEPT));
        assertThat(made.toString()).doesNotContain(made.text());
    }

    @Test
    void passwordThatIsSetWinsAndIsNotWritten() {
        LaunchBeans beans = beans(Map.of(
                "yardmaster.admin-password", "se cret ü",
                "yardmaster.api-token", "t0ken",
                "yardmaster.metrics-public", "true"));
        assertThat(beans.access(beans.password(data())))
                .isEqualTo(new AccessSettings("se cret ü", false, "t0ken", true));
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void emptyPasswordFileIsRefused() throws IOException {
        Files.writeString(dir.resolve("admin-password"), "\n");
        assertThatThrownBy(() -> beans(Map.of()).password(data()))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("admin-password holds no password");
    }

    @ParameterizedTest
    @CsvSource({
        "yardmaster.api-token, YARDMASTER_API_TOKEN must be at most 500 characters",
        "yardmaster.admin-password, YARDMASTER_ADMIN_PASSWORD must be at most 500 characters"
    })
    void secretsAreBoundedAndNeverShown(String key, String complaint) {
        for (String secret : new String[] {"a\u0007b", "x".repeat(501)}) {
            LaunchBeans beans = beans(Map.of(key, secret));
            assertThatThrownBy(() -> beans.access(beans.password(data())))
                    .isInstanceOf(BadSettingException.class)
                    .hasMessageStartingWith(complaint)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(secret));
        }
    }

    @Test
    void metricsPublicIsTrueOrFalse() {
        LaunchBeans beans = beans(Map.of("yardmaster.metrics-public", "on"));
        assertThatThrownBy(() -> beans.access(beans.password(data())))
                .isInstanceOf(BadSettingException.class)
                .hasMessage("YARDMASTER_METRICS_PUBLIC is \"on\" but must be true or false.");
    }

    private DataDirectory data() {
        return DataDirectory.at(dir);
    }

    private static LaunchBeans beans(Map<String, String> values) {
        return new LaunchBeans(Settled.with(values));
    }
}
