package io.yardmaster.web.console.dead;

import io.yardmaster.engine.operation.Pace;
import io.yardmaster.web.console.act.ConfirmRules;
import io.yardmaster.web.console.words.Words;
import org.jboss.resteasy.reactive.RestForm;

/** What the page that confirms an act on many dead jobs sends. All of it hostile. */
public class ConfirmForm {
    @RestForm
    String queue;

    @RestForm
    String fingerprint;

    @RestForm
    String type;

    @RestForm
    String age;

    @RestForm
    String count;

    @RestForm
    String asOf;

    @RestForm
    String typed;

    @RestForm
    String rate;

    Typed asTyped() {
        return new Typed(shortened(typed), shortened(rate), "", "");
    }

    private static String shortened(String text) {
        return text == null || text.length() > 20 ? "" : text.strip();
    }

    /**
     * What was typed into the form; empty at first.
     *
     * @param count the number of jobs
     * @param rate how many a minute
     * @param wrong a sentence about the number of jobs, or about the whole; empty when nothing is wrong
     * @param wrongRate the same about the rate
     */
    public record Typed(String count, String rate, String wrong, String wrongRate) {
        static final Typed NOTHING = new Typed("", "", "", "");

        Typed wrong(String sentence, String sentenceOfRate) {
            return new Typed(count, rate, sentence, sentenceOfRate);
        }
    }

    /** How fast the jobs are to be retried. @param perMinute null for at once @param wrong a sentence; empty when nothing is */
    record Rate(Integer perMinute, String wrong) {
        static final Rate AT_ONCE = new Rate(null, "");

        /** @param typed hostile; null or blank for at once */
        static Rate of(String typed) {
            if (typed == null || typed.isBlank()) {
                return AT_ONCE;
            }
            long rate = ConfirmRules.number(typed);
            return rate < Pace.LEAST || rate > Pace.MOST
                    ? new Rate(null, "The rate must be a whole number between 1 and " + Words.number(Pace.MOST) + ".")
                    : new Rate((int) rate, "");
        }
    }
}
