package io.yardmaster.web.console.dead;

import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Age;
import java.util.Arrays;
import java.util.Optional;

/** What can be done to many dead jobs of a queue. */
public enum DeadAct {
    RETRY("retry-all", "Retry", "will run again"),
    PURGE("purge", "Purge", "will be removed");

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

    /**
     * What somebody asks for.
     *
     * @param queue hostile
     * @param fingerprint of a group of failures, hostile; null or empty for all dead jobs of the queue
     * @param type of the jobs, hostile; null or empty for every type
     */
    record Asked(DeadAct act, String queue, String fingerprint, String type, Age age) {
        /** The group; null for none, or for what is no fingerprint. */
        String print() {
            return Name.isName(fingerprint) ? fingerprint : null;
        }

        /** The type; null for every one, and for what is no name of a type. */
        @Override
        public String type() {
            return Name.isName(type) ? type : null;
        }

        DeadFilter filter(long olderThanMs) {
            return new DeadFilter(type(), olderThanMs, print());
        }

        Asked at(Age other) {
            return new Asked(act, queue, fingerprint, type, other);
        }

        /** The list that it began from. */
        String list() {
            return Links.dead(Name.isName(queue) ? queue : null, print(), type(), null);
        }
    }
}
