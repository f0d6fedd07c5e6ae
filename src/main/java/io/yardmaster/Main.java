package io.yardmaster;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.yardmaster.bench.BenchOptions;
import io.yardmaster.bench.BenchRoom;
import io.yardmaster.launch.Doctor;
import io.yardmaster.launch.Farewell;
import io.yardmaster.launch.StopSignals;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Where the program begins. {@code bench} as the first argument measures, {@code doctor} looks whether a start would do; without arguments it serves. */
@QuarkusMain
public final class Main {
    private static final String BENCH = "bench";
    private static final String DOCTOR = "doctor";

    private Main() {}

    public static void main(String... arguments) {
        System.setProperty("java.awt.headless", "true"); // pictures are processed, never shown
        if (arguments.length == 1 && arguments[0].equals(DOCTOR)) {
            Doctor.look(); // ends the process
        } else if (isBench(arguments)) {
            prepareBench(arguments);
        } else {
            new StopSignals().own();
        }
        Quarkus.run(Server.class, Farewell::say, arguments);
    }

    /** Ends here when the arguments are wrong, and when a started server is measured. */
    private static void prepareBench(String... arguments) {
        try {
            BenchOptions options = BenchOptions.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
            if (options.subject() == BenchOptions.Subject.HTTP) {
                System.out.println(BenchRoom.driveServer(options));
                System.exit(0);
            }
            BenchRoom.furnish(options.subject().isListening());
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException wrong) {
            System.err.println("yardmaster: " + wrong.getMessage());
            System.exit(2);
        }
    }

    static boolean isBench(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(BENCH);
    }
}
