package io.yardmaster.launch;

import io.yardmaster.engine.node.Folders;
import io.yardmaster.launch.AdminPassword.Source;
import io.yardmaster.settings.Given;
import io.yardmaster.settings.LaunchSettings;
import io.yardmaster.web.access.AccessSettings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.Config;

/** Makes the beans that stand before everything else: where the server lives and who may come in. */
@Singleton
final class LaunchBeans {
    private final Config config;

    LaunchBeans(Config config) {
        this.config = config;
    }

    @Produces
    @Singleton
    LaunchSettings launch() {
        return LaunchSettings.read(config);
    }

    /** The directories that handlers use; none of them is made here. */
    @Produces
    @Singleton
    Folders folders(LaunchSettings launch) {
        Path data = launch.dataDir();
        return new Folders(
                data,
                Given.of(config, "yardmaster.files-dir").directory().orElse(data.resolve("files")),
                Given.of(config, "yardmaster.plugins-dir")
                        .directory()
                        .orElse(Path.of("plugins").toAbsolutePath()));
    }

    @Produces
    @Singleton
    DataDirectory data(LaunchSettings launch) {
        return DataDirectory.at(launch.dataDir());
    }

    /** As the container goes, which is after HTTP has closed: whoever waits for the pid file finds the port free. */
    void release(@Disposes DataDirectory data) {
        data.close();
    }

    @Produces
    @Singleton
    AdminPassword password(DataDirectory data) {
        return Given.of(config, LaunchSettings.PASSWORD)
                .secret()
                .map(text -> new AdminPassword(text, Source.SET))
                .orElseGet(() -> AdminPassword.in(data));
    }

    @Produces
    @Singleton
    AccessSettings access(AdminPassword password) {
        return new AccessSettings(
                password.text(),
                password.origin() != Source.SET,
                Given.of(config, "yardmaster.api-token").secret().orElse(null),
                Given.of(config, "yardmaster.metrics-public").flag(false));
    }
}
