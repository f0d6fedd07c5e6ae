package io.yardmaster.bench;

import java.net.URI;

/**
 * What to measure.
 *
 * @param jobs 1,000..5,000,000
 * @param payloadBytes size of a payload as JSON, 16..65,536
 * @param json print one JSON object in place of a table
 * @param subject what is measured
 * @param server address of the started server that {@link Subject#HTTP} drives, on this machine
 */
public record BenchOptions(int jobs, int payloadBytes, boolean json, Subject subject, URI server) {
    private static final String USAGE =
            "bench takes --jobs 1000..5000000, --payload 16..65536 (bytes), --json, --pages,"
                    + " --workflows, --http with --url http://127.0.0.1:8080";

    /**
     * What is measured: the engine, workflows, the pages of the console, or a started server over its public API. TRAINING
     * does a little of all, for a Java virtual machine that keeps what it learns.
     */
    public enum Subject {
        ENGINE,
        WORKFLOWS,
        PAGES,
        HTTP,
        TRAINING;

        /** True where the bench listens to HTTP. */
        public boolean isListening() {
            return this == PAGES || this == TRAINING;
        }
    }

    public BenchOptions {
        if (jobs < 1_000 || jobs > 5_000_000 || payloadBytes < 16 || payloadBytes > 65_536) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    /** @throws IllegalArgumentException with a sentence for the person, when an argument is wrong */
    public static BenchOptions parse(String... arguments) {
        int jobs = 200_000;
        int payload = 100;
        boolean json = false;
        Subject subject = Subject.ENGINE;
        URI server = URI.create("http://127.0.0.1:" + System.getenv().getOrDefault("QUARKUS_HTTP_PORT", "8080"));
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--jobs" -> jobs = number(arguments, ++i);
                case "--payload" -> payload = number(arguments, ++i);
                case "--json" -> json = true;
                case "--pages" -> subject = Subject.PAGES;
                case "--workflows" -> subject = Subject.WORKFLOWS;
                case "--http" -> subject = Subject.HTTP;
                case "--training" -> subject = Subject.TRAINING;
                case "--url" -> server = URI.create(value(arguments, ++i));
                default -> throw new IllegalArgumentException(USAGE + ", not " + arguments[i]);
            }
        }
        return new BenchOptions(jobs, payload, json, subject, server);
    }

    private static int number(String[] arguments, int at) {
        try {
            return Integer.parseInt(value(arguments, at));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(USAGE, wrong);
        }
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[at];
    }

    /** A payload of the asked size. */
    String payload() {
        return "{\"pad\":\"" + "x".repeat(payloadBytes - "{\"pad\":\"\"}".length()) + "\"}";
    }
}
