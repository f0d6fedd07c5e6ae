package io.yardmaster;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.yardmaster.bench.BenchOptions;
import io.yardmaster.bench.BenchRoom;
import io.yardmaster.launch.Farewell;
import io.yardmaster.launch.StopSignals;
import java.util.List;

/** Where the program begins. {@code bench} as the first argument measures; without arguments it serves. */
@QuarkusMain
public final class Main {
    private static final String BENCH = "bench";

    private Main() {}

    public static void main(String... arguments) {
        System.setProperty("java.awt.headless", "true"); // pictures are processed, never shown
        if (isBench(arguments)) {
            BenchRoom.furnish(List.of(arguments).contains(BenchOptions.PAGES));
        } else {
            new StopSignals().own();
        }
        Quarkus.run(Server.class, Farewell::say, arguments);
    }

    static boolean isBench(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(BENCH);
    }
}
