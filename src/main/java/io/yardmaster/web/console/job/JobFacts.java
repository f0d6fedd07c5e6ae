package io.yardmaster.web.console.job;

import io.yardmaster.engine.schedule.RunId;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The small facts of a job, each with its name. */
public final class JobFacts {
    private static final Map<Integer, String> PRIORITIES = Map.of(1, "critical", 5, "high", 10, "normal", 20, "low");

    /** So many copies of a job are named. */
    private static final int MOST_COPIES = 10;

    private JobFacts() {}

    /**
     * A fact.
     *
     * @param href where it leads; null for nowhere
     * @param moment an instant in place of the text; null for a text
     */
    public record Fact(String name, String text, String href, Zone.Moment moment) {}

    /** The facts in the order of the page. @param policy complete options @param copies the jobs that run it again */
    static List<Fact> of(JobView view, Rules policy, List<JobView> copies, Zone zone, long now) {
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
            facts.add(new Fact("Worker", view.standing().claim().owner(), "/workers", null));
            facts.add(text("Epoch", String.valueOf(view.standing().claim().epoch())));
        }
        facts.add(text("Attempts", view.attempt() + " of " + policy.maxAttempts()));
        facts.add(text("Backoff", Words.backoff(policy.backoff())));
        facts.add(text("Timeout", policy.timeoutMs() == null ? "none" : Words.duration(policy.timeoutMs())));
        addRules(facts, policy, zone, now);
        if (job.tally().lost() > 0) {
            facts.add(text("Workers lost", String.valueOf(job.tally().lost())));
        }
        RunId.schedule(job.id()).ifPresent(name -> facts.add(new Fact("Schedule", name, "/schedules/" + name, null)));
        if (job.member() != null) {
            String workflow = job.member().workflow();
            facts.add(new Fact("Workflow", workflow, "/workflows/" + workflow, null));
        }
        if (job.past().sourceJobId() != null) {
            String source = job.past().sourceJobId();
            facts.add(new Fact("Repeats", source, Links.job(source, job.queue()), null));
        }
        addCopies(facts, copies);
        return facts;
    }

    private static void addCopies(List<Fact> facts, List<JobView> copies) {
        for (JobView copy : copies.subList(0, Math.min(copies.size(), MOST_COPIES))) {
            Job job = copy.job();
            String text = job.id() + ", " + copy.state().word();
            facts.add(new Fact("Run again as", text, Links.job(job.id(), job.queue()), null));
        }
        if (copies.size() > MOST_COPIES) {
            facts.add(text("Run again", Words.count(copies.size() - MOST_COPIES, "more time")));
        }
    }

    private static void addRules(List<Fact> facts, Rules policy, Zone zone, long now) {
        if (policy.timeoutMs() != null) {
            facts.add(text("Given up", Words.duration(policy.hardTimeoutMs()) + " after it is told to stop"));
        }
        if (policy.expiresAt() != null) {
            facts.add(time("Expires", policy.expiresAt(), zone, now));
        }
        if (policy.unique() != null) {
            String until = switch (policy.unique().until()) {
                case START -> "until it starts";
                case FINISH -> "until it ends";
                case TTL -> "for " + Words.duration(policy.unique().ttlMs());
            };
            facts.add(text("Unique key", policy.unique().key() + ", held " + until));
        }
        addNames(facts, "Retried only on", policy.names(Option.RETRY_ON));
        addNames(facts, "Never retried on", policy.names(Option.DO_NOT_RETRY_ON));
    }

    private static void addNames(List<Fact> facts, String name, List<String> errors) {
        if (!errors.isEmpty()) {
            facts.add(text(name, String.join(", ", errors)));
        }
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
