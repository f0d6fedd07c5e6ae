package io.yardmaster;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.yardmaster.bench.Bench;
import io.yardmaster.bench.BenchRoom;
import io.yardmaster.launch.Announcer;
import io.yardmaster.launch.DataDirectory;
import java.util.Arrays;

/** What the main thread does once everything is up: it serves until it is told to stop, or it measures. */
public final class Server implements QuarkusApplication {
    private final Announcer announcer;
    private final Launcher launcher;
    private final Bench bench;
    private final DataDirectory data;

    Server(Announcer announcer, Launcher launcher, Bench bench, DataDirectory data) {
        this.announcer = announcer;
        this.launcher = launcher;
        this.bench = bench;
        this.data = data;
    }

    /** @return the exit code: 0 after a stop in order */
    @Override
    public int run(String... arguments) {
        return Main.isBench(arguments) ? measure(arguments) : serve();
    }

    /** Stops here, and not in Quarkus' own shutdown, which closes HTTP first. */
    private int serve() {
        announcer.announce(System.out);
        Quarkus.waitForExit();
        launcher.stop();
        return 0;
    }

    private int measure(String... arguments) {
        try {
            return bench.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } finally {
            launcher.stop();
            BenchRoom.clear(data.path());
        }
    }
}
