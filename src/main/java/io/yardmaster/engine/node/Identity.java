package io.yardmaster.engine.node;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who this node is: made anew at every start. */
@Singleton
public class Identity {
    private static final int LONGEST_HOST = 60;
    private static final long NANOS_A_MS = 1_000_000;
    /** What two readings of one clock may differ by: a start does not move by itself. */
    private static final long ALIKE_MS = 500;

    private final String host = hostName();
    private final long pid = ProcessHandle.current().pid();
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long bornNanos;
    private volatile long startedAt;
    private final String version;
    private final String id;

    @Inject
    Identity(InstantSource clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        this(clock, System::nanoTime, version);
    }

    /** @param nanos never jumps */
    Identity(InstantSource clock, LongSupplier nanos, String version) {
        this.clock = clock;
        this.nanos = nanos;
        this.bornNanos = nanos.getAsLong();
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

    /**
     * Epoch milliseconds by the store's clock. It is made before the store has said its time, so what was read of this
     * machine's clock then is put right as soon as the two differ.
     */
    public long startedAt() {
        long found = clock.millis() - (nanos.getAsLong() - bornNanos) / NANOS_A_MS;
        if (Math.abs(found - startedAt) > ALIKE_MS) {
            startedAt = found;
        }
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
