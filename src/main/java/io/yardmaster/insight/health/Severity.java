package io.yardmaster.insight.health;

import java.util.Locale;

/** How bad a fact is, worst first. */
public enum Severity {
    /** Someone has to act now. */
    CRITICAL,
    /** Someone should look. */
    WARNING,
    /** Worth knowing: somebody wanted it so, or it is over. */
    INFO;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word of the API. */
    public String word() {
        return word;
    }
}
