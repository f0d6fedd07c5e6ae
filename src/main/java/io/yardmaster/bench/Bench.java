package io.yardmaster.bench;

import jakarta.inject.Singleton;

/** Measures the server that was started for it: own Redis in a directory that is thrown away, no HTTP. */
@Singleton
public class Bench {
    /**
     * Measures and prints.
     *
     * @param arguments what followed {@code bench} on the command line
     * @return the exit code
     */
    public int run(String... arguments) {
        throw new UnsupportedOperationException();
    }
}
