package io.yardmaster.web.console.parts;

import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.web.console.words.Words;

/**
 * A fact about a queue as a row of the status block, with the next step.
 *
 * @param cause the fact
 * @param fact what was measured, in bold
 * @param rest the limit that it passed, or what follows from it
 * @param step where to go next
 */
public record Trouble(HealthFact cause, String fact, String rest, Step step) {
    /** Where to go next. @param words on the button */
    public record Step(String href, String words) {}

    public static Trouble of(HealthFact fact) {
        String queue = "/queues/" + fact.queue();
        String jobs = Words.count(Math.round(fact.value()), "job");
        return switch (fact.code()) {
            case FAILING ->
                new Trouble(
                        fact,
                        "Error rate " + Words.wholePercent(fact.value()),
                        ", limit " + Words.wholePercent(fact.limit()),
                        new Step(queue, "Open the queue"));
            case DEAD ->
                new Trouble(
                        fact,
                        Words.count(Math.round(fact.value()), "dead job"),
                        "",
                        new Step(
                                "/dead?queue=" + fact.queue(),
                                "Open " + Words.count(Math.round(fact.value()), "dead job")));
            case NO_WORKER ->
                new Trouble(
                        fact, "No worker serves it", ", " + jobs + " waiting", new Step("/system", "See the nodes"));
            case UNKNOWN_TYPE ->
                new Trouble(
                        fact,
                        "No worker knows the type",
                        ", " + jobs + " waiting",
                        new Step("/system", "See the nodes"));
            case BACKLOG ->
                new Trouble(
                        fact,
                        "Oldest waiting " + Words.duration(fact.value()),
                        ", limit " + Words.duration(fact.limit()),
                        new Step(queue, "See what waits"));
            case PAUSED -> new Trouble(fact, "Paused", ", " + jobs + " waiting", new Step(queue, "See what waits"));
            case LIMITED -> new Trouble(fact, "Rate limit reached", "", new Step(queue, "See what waits"));
            case STORE -> new Trouble(fact, "The store is away", "", new Step("/system", "See the store"));
        };
    }

    /** The name of its glyph and of its style: critical, warning, paused or info. */
    public String glyph() {
        return glyph(cause);
    }

    /** The same of a fact. */
    public static String glyph(HealthFact fact) {
        if (fact.severity() == Severity.INFO && fact.code() == HealthCode.PAUSED) {
            return "paused";
        }
        return fact.severity().word();
    }

    public String word() {
        return Words.capital(glyph());
    }

    public String queue() {
        return cause.queue();
    }
}
