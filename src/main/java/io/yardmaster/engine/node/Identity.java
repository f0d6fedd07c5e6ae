package io.yardmaster.engine.node;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who this node is: made anew at every start. */
@Singleton
public class Identity {
    private static final int LONGEST_HOST = 60;
    private final String host = hostName();
    private final long pid = ProcessHandle.current().pid();
    private final long startedAt;
    private final String version;
    private final String id;

    Identity(InstantSource clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.startedAt = clock.millis();
        this.version = version;
        this.id = host + "-" + pid + "-" + Long.toString(startedAt % 2_176_782_336L, 36);
    }

    /** Host, process and start: {@code [A-Za-z0-9._-]+}. */
    public String id() {
        return id;
    }

    public String host() {
        return host;
    }

    public long pid() {
        return pid;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    public String version() {
        return version;
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "_");
            return name.isEmpty() ? "node" : name.substring(0, Math.min(name.length(), LONGEST_HOST));
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }
}
