package io.yardmaster.engine.node;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server prints for its operator once it listens. The launcher fires it once as a CDI event; any room that has
 * something to say observes it and adds lines, which are printed after the launcher's own.
 */
public final class StartBanner {
    private final String address;
    private final List<String> lines = new ArrayList<>();

    /** @param address where the server answers, for example {@code http://localhost:8080}; no slash at its end */
    public StartBanner(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** Adds one line, printed as it is. */
    public void say(String line) {
        lines.add(line);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }
}
