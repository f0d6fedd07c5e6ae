package io.yardmaster.bench;

/**
 * What to measure.
 *
 * @param jobs 1,000..5,000,000
 * @param payloadBytes size of a payload as JSON, 16..65,536
 * @param json print one JSON object in place of a table
 * @param pages measure the console's pages in place of the line
 */
public record BenchOptions(int jobs, int payloadBytes, boolean json, boolean pages) {
    /** Asks for the console's pages. */
    public static final String PAGES = "--pages";

    private static final String USAGE =
            "bench takes --jobs 1000..5000000, --payload 16..65536 (bytes), --json, --pages";

    public BenchOptions {
        if (jobs < 1_000 || jobs > 5_000_000 || payloadBytes < 16 || payloadBytes > 65_536) {
            throw new IllegalArgumentException(USAGE);
        }
    }

    static BenchOptions parse(String... arguments) {
        int jobs = 200_000;
        int payload = 100;
        boolean json = false;
        boolean pages = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--jobs" -> jobs = number(arguments, ++i);
                case "--payload" -> payload = number(arguments, ++i);
                case "--json" -> json = true;
                case PAGES -> pages = true;
                default -> throw new IllegalArgumentException(USAGE + ", not " + arguments[i]);
            }
        }
        return new BenchOptions(jobs, payload, json, pages);
    }

    private static int number(String[] arguments, int at) {
        try {
            return Integer.parseInt(arguments[at]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(USAGE, wrong);
        }
    }

    /** A payload of the asked size. */
    String payload() {
        return "{\"pad\":\"" + "x".repeat(payloadBytes - "{\"pad\":\"\"}".length()) + "\"}";
    }
}
