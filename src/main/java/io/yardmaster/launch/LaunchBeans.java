package io.yardmaster.launch;

import io.yardmaster.engine.node.Folders;
import io.yardmaster.launch.AdminPassword.Source;
import io.yardmaster.settings.Given;
import io.yardmaster.settings.LaunchSettings;
import io.yardmaster.web.access.AccessSettings;
import io.yardmaster.web.access.client.ClientSettings;
import io.yardmaster.web.base.BasePath;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Makes the beans that stand before everything else: where the server lives and who may come in. */
@Singleton
final class LaunchBeans {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

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
                Given.of(config, LaunchSettings.TOKEN).secret().orElse(null),
                Given.of(config, "yardmaster.metrics-public").flag(false));
    }

    /** Below which path of its host a proxy shows the server. */
    @Produces
    @Singleton
    BasePath base() {
        return new BasePath(Given.of(config, "yardmaster.base-path").path());
    }

    /** Bound to loopback, the server answers only to the loopback's names: nobody else can reach it by another. */
    @Produces
    @Singleton
    ClientSettings clients(LaunchSettings launch) {
        List<String> named = Given.of(config, "yardmaster.hosts").hosts();
        List<String> hosts = named.isEmpty() && launch.isLoopback() ? LOOPBACK : named;
        return new ClientSettings(Given.of(config, "yardmaster.trusted-proxies").networks(), hosts);
    }
}
