package io.yardmaster.web.console.parts;

import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.attempt.FailureGroup;
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
            case FAILING -> failing(fact, queue);
            case DEAD -> dead(fact);
            case NO_WORKER -> unserved(fact, "No worker serves it", jobs);
            case UNKNOWN_TYPE -> unserved(fact, "No worker knows the type", jobs);
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

    /** What most of them died of, where that is known. */
    private static Trouble dead(HealthFact fact) {
        String dead = Words.count(Math.round(fact.value()), "dead job");
        Step step = new Step("/dead?queue=" + fact.queue(), "Open " + dead);
        FailureGroup cause = fact.cause();
        if (cause == null || cause.count() > fact.value()) {
            return new Trouble(fact, dead, "", step);
        }
        String share = Words.number(cause.count()) + " of " + Words.number(Math.round(fact.value())) + " dead";
        return new Trouble(fact, cause.name(), ": " + share, step);
    }

    private static Trouble unserved(HealthFact fact, String said, String jobs) {
        return new Trouble(fact, said, ", " + jobs + " waiting", new Step("/workers", "See the workers"));
    }

    private static Trouble failing(HealthFact fact, String queue) {
        return new Trouble(
                fact,
                "Error rate " + Words.wholePercent(fact.value()),
                ", limit " + Words.wholePercent(fact.limit()),
                new Step(queue, "Open the queue"));
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

    /** What stands before its time: since when it is so, or when it last happened. */
    public String lead() {
        return cause.code() == HealthCode.DEAD ? "last at" : "since";
    }

    public String word() {
        return Words.capital(glyph());
    }

    public String queue() {
        return cause.queue();
    }
}
