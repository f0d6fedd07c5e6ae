package io.yardmaster.web.console.queue;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;

/** What holds for the jobs of a queue, each with its name: limits, defaults, and what is kept. */
final class RuleFacts {
    private static final String NOT_SET = "as the handler or the server has it";

    private RuleFacts() {}

    /** A fact. @param moment an instant behind the text; null for none */
    public record Fact(String name, String text, Zone.Moment moment) {}

    /** @param reach when the oldest completed job ended; null where none is kept, or nobody knows */
    static List<Fact> of(QueueInfo queue, Zone.Moment reach) {
        QueueSettings set = queue.settings();
        List<Fact> facts = new ArrayList<>();
        facts.add(text("Weight", Words.number(set.weightOrDefault())));
        Integer total = set.concurrency().total();
        facts.add(text("At once", total == null ? "any number" : "at most " + Words.number(total)));
        facts.add(text("Rate", rate(set)));
        addDefaults(facts, set.defaults());
        Retention kept = set.retention();
        facts.add(text(
                "Completed jobs stay",
                Words.duration(kept.completedForMs()) + ", the last " + Words.number(kept.completedCount())
                        + " longer, at most " + Words.bytes(kept.completedBytes())));
        if (reach != null) {
            facts.add(new Fact("They reach back to", "", reach));
        }
        facts.add(text(
                "Dead jobs stay",
                Words.duration(kept.deadForMs()) + ", at most " + Words.number(kept.deadCount()) + " or "
                        + Words.bytes(kept.deadBytes())));
        return facts;
    }

    private static String rate(QueueSettings set) {
        if (set.rateLimit() == null) {
            return "no limit";
        }
        return Words.count(set.rateLimit().max(), "start") + " in "
                + Words.duration(set.rateLimit().perMs()) + " for each "
                + set.rateLimit().by().word();
    }

    private static void addDefaults(List<Fact> facts, Rules defaults) {
        Object attempts = defaults.get(Option.MAX_ATTEMPTS);
        facts.add(text("Attempts", attempts == null ? NOT_SET : attempts.toString()));
        Backoff backoff = (Backoff) defaults.get(Option.BACKOFF);
        facts.add(text("Backoff", backoff == null ? NOT_SET : Words.backoff(backoff)));
        Long timeout = (Long) defaults.get(Option.TIMEOUT_MS);
        Long hard = (Long) defaults.get(Option.HARD_TIMEOUT_MS);
        String given = hard == null ? "" : ", given up " + Words.duration(hard) + " later";
        facts.add(text("Timeout", (timeout == null ? NOT_SET : Words.duration(timeout)) + given));
    }

    private static Fact text(String name, String text) {
        return new Fact(name, text, null);
    }
}
