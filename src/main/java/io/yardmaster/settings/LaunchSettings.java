package io.yardmaster.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What only the launcher needs to know of the operator's wishes.
 *
 * @param dataDir absolute ({@code yardmaster.data-dir}, default {@code data})
 * @param redisUrl of a Redis to use in place of an own one ({@code yardmaster.redis-url}); null when none was set
 * @param redisBinary the program of the own Redis ({@code yardmaster.redis-binary}); null when it is to be found
 * @param appendfsync everysec or always ({@code yardmaster.redis-appendfsync}): when the own Redis syncs its file
 * @param host to listen on ({@code quarkus.http.host})
 * @param port to listen on ({@code quarkus.http.port}); 0 = any that is free
 */
public record LaunchSettings(
        Path dataDir, String redisUrl, Path redisBinary, String appendfsync, String host, int port) {
    public static final String DATA_DIR = "yardmaster.data-dir";
    public static final String PASSWORD = "yardmaster.admin-password";
    public static final String REDIS_URL = "yardmaster.redis-url";
    public static final String TOKEN = "yardmaster.api-token";

    /** Characters of a secret that other machines may try. */
    private static final int SHORTEST_SECRET = 12;

    private static final String HOST = "quarkus.http.host";

    /** @throws io.yardmaster.settings.BadSettingException with one sentence that names the setting and what is allowed */
    public static LaunchSettings read(Config config) {
        return new LaunchSettings(
                path(Given.of(config, DATA_DIR))
                        .orElse(Path.of("data"))
                        .toAbsolutePath()
                        .normalize(),
                redisUrl(Given.of(config, REDIS_URL)),
                path(Given.of(config, "yardmaster.redis-binary")).orElse(null),
                Given.of(config, "yardmaster.redis-appendfsync").oneOf(List.of("everysec", "always"), "everysec"),
                host(Given.of(config, HOST), Given.of(config, PASSWORD), Given.of(config, TOKEN)),
                (int) Given.of(config, "quarkus.http.port").whole(0, 65_535, 8080));
    }

    /** True when only this machine reaches the server. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException gone) {
            return false; // it was known when it was read
        }
    }

    @Override
    public String toString() {
        return "LaunchSettings[" + dataDir + ", " + host + ":" + port + "]"; // the URL may hold a password
    }

    private static Optional<Path> path(Given given) {
        try {
            return given.text().map(Path::of);
        } catch (InvalidPathException e) {
            throw given.wrong("must be a path of this system");
        }
    }

    private static String redisUrl(Given given) {
        given.text().map(LaunchSettings::uri).ifPresent(uri -> {
            if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0 || !isRedis(uri)) {
                throw given.refuse("must be an address such as redis://user:password@host:6379/0, or rediss: for TLS");
            }
        });
        return given.text().orElse(null);
    }

    private static boolean isRedis(URI uri) {
        boolean database = uri.getPath().isEmpty() || uri.getPath().matches("/[0-9]{0,4}");
        return List.of("redis", "rediss").contains(uri.getScheme()) && database && uri.getFragment() == null;
    }

    /** The address, or one without a host, which is refused like any other that is none. */
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return URI.create("none:none");
        }
    }

    private static String host(Given host, Given password, Given token) {
        String name = host.text().orElse("127.0.0.1");
        try {
            if (!InetAddress.getByName(name).isLoopbackAddress()) {
                if (password.text().isEmpty()) {
                    throw host.wrong("other machines reach that address: set " + Given.variable(PASSWORD) + " too");
                }
                password.atLeast(SHORTEST_SECRET);
                token.atLeast(SHORTEST_SECRET);
            }
            return name;
        } catch (UnknownHostException e) {
            throw host.wrong("must be an address or a name of this machine");
        }
    }
}
