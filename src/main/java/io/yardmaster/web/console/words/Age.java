package io.yardmaster.web.console.words;

import java.util.Arrays;
import java.util.Optional;

/** How long ago a job must have died to be purged, as a form offers it. */
public enum Age {
    ANY("all", 0, "died at any time"),
    HOUR("1h", 3_600_000L, "died more than 1 hour ago"),
    DAY("1d", 86_400_000L, "died more than 1 day ago"),
    WEEK("7d", 604_800_000L, "died more than 7 days ago"),
    MONTH("30d", 2_592_000_000L, "died more than 30 days ago");

    private final String word;
    private final long ms;
    private final String label;

    Age(String word, long ms, String label) {
        this.word = word;
        this.ms = ms;
        this.label = label;
    }

    /** As in a form. */
    public String word() {
        return word;
    }

    /** Milliseconds. */
    public long ms() {
        return ms;
    }

    /** For people, after "jobs that". */
    public String label() {
        return label;
    }

    /** The age of that word; empty when there is none. @param word hostile, may be null */
    public static Optional<Age> of(String word) {
        return Arrays.stream(values()).filter(age -> age.word.equals(word)).findFirst();
    }
}
