package io.yardmaster.web.console.job;

import io.yardmaster.engine.schedule.RunId;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The small facts of a job, each with its name. */
public final class JobFacts {
    private static final Map<Integer, String> PRIORITIES = Map.of(1, "critical", 5, "high", 10, "normal", 20, "low");

    private JobFacts() {}

    /**
     * A fact.
     *
     * @param href where it leads; null for nowhere
     * @param moment an instant in place of the text; null for a text
     */
    public record Fact(String name, String text, String href, Zone.Moment moment) {}

    /** The facts in the order of the page. @param policy complete options */
    static List<Fact> of(JobView view, Rules policy, Zone zone, long now) {
        Job job = view.job();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Queue", job.queue(), "/queues/" + job.queue(), null));
        facts.add(text("Priority", job.priority() + name(job.priority())));
        facts.add(time("Created", job.createdAt(), zone, now));
        if (view.state().isFinal() && view.standing().instant() != null) {
            facts.add(time(Words.capital(view.state().word()), view.standing().instant(), zone, now));
        }
        if (view.standing() instanceof Standing.Active active && active.leaseUntil() != null) {
            facts.add(time("Lease until", active.leaseUntil(), zone, now));
        }
        if (view.standing().claim() != null) {
            facts.add(text("Worker", view.standing().claim().owner()));
            facts.add(text("Epoch", String.valueOf(view.standing().claim().epoch())));
        }
        facts.add(text("Attempts", view.attempt() + " of " + policy.maxAttempts()));
        facts.add(text("Backoff", backoff(policy.backoff())));
        facts.add(text("Timeout", policy.timeoutMs() == null ? "none" : Words.duration(policy.timeoutMs())));
        if (job.tally().lost() > 0) {
            facts.add(text("Workers lost", String.valueOf(job.tally().lost())));
        }
        RunId.schedule(job.id()).ifPresent(name -> facts.add(new Fact("Schedule", name, "/schedules/" + name, null)));
        if (job.past().sourceJobId() != null) {
            String source = job.past().sourceJobId();
            facts.add(new Fact("Repeats", source, Links.job(source, job.queue()), null));
        }
        return facts;
    }

    static String backoff(Backoff backoff) {
        String jitter = backoff.jitter().full()
                ? "full jitter"
                : "jitter " + Words.percent(backoff.jitter().ratio());
        String most = ", at most " + Words.duration(backoff.maxDelayMs()) + ", ";
        String shape = switch (backoff.type()) {
            case FIXED -> " " + Words.duration(backoff.delayMs()) + ", ";
            case LINEAR, EXPONENTIAL -> " from " + Words.duration(backoff.delayMs()) + most;
            case POLYNOMIAL -> most;
        };
        return Words.capital(backoff.type().word()) + shape + jitter;
    }

    private static String name(int priority) {
        return PRIORITIES.containsKey(priority) ? ", " + PRIORITIES.get(priority) : "";
    }

    private static Fact text(String name, String text) {
        return new Fact(name, text, null, null);
    }

    private static Fact time(String name, long at, Zone zone, long now) {
        return new Fact(name, "", null, zone.moment(at, now));
    }
}
