package io.yardmaster.web.console.dead;

import java.util.Arrays;
import java.util.Optional;

/** What can be done to many dead jobs of a queue. */
public enum DeadAct {
    RETRY("retry-all", "Retry", "will run again"),
    PURGE("purge", "Purge", "will be removed for good");

    private final String word;
    private final String verb;
    private final String result;

    DeadAct(String word, String verb, String result) {
        this.word = word;
        this.verb = verb;
        this.result = result;
    }

    /** As in addresses. */
    public String word() {
        return word;
    }

    /** On buttons. */
    public String verb() {
        return verb;
    }

    /** What becomes of the jobs, after their number. */
    public String result() {
        return result;
    }

    /** The act of that word; empty when there is none. */
    static Optional<DeadAct> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word.equals(word)).findFirst();
    }
}
