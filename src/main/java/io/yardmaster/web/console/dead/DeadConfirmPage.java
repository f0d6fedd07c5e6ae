package io.yardmaster.web.console.dead;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.engine.operation.Pace;
import io.yardmaster.engine.search.FailureGroups;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.act.ConfirmRules;
import io.yardmaster.web.console.dead.DeadAct.Asked;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobRow;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Age;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Shows what an act on many dead jobs would do, before it does it. */
@Singleton
public class DeadConfirmPage {
    /** So many are tried before all. */
    static final int NEWEST = 5;

    private final DeadJobs dead;
    private final FailureGroups failures;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final InstantSource clock;

    DeadConfirmPage(
            DeadJobs dead, FailureGroups failures, Lookout lookout, Frames frames, Viewer viewer, InstantSource clock) {
        this.dead = dead;
        this.failures = failures;
        this.lookout = lookout;
        this.frames = frames;
        this.viewer = viewer;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "dead")
    static class Templates {
        static native TemplateInstance confirm(Frame frame, View view);
    }

    /**
     * What would be done.
     *
     * @param print fingerprint of a group of failures; null for all dead jobs of the queue
     * @param type of the jobs; null for every type
     * @param back the list that it began from
     * @param count how many jobs, exactly, at that moment
     * @param asOf epoch milliseconds of that moment; a job that dies later is not touched
     * @param outlook what else helps to decide
     * @param typed what was typed last, and what is wrong with it
     */
    public record View(
            DeadAct act,
            String queue,
            String print,
            String type,
            String back,
            Age age,
            long count,
            long asOf,
            Zone.Moment moment,
            Outlook outlook,
            ConfirmForm.Typed typed) {
        public List<JobRow> samples() {
            return outlook.samples();
        }

        public boolean mustType() {
            return count > ConfirmRules.FREELY;
        }

        /** True where it can be held to a rate. */
        public boolean offersRate() {
            return act == DeadAct.RETRY && count > 1;
        }

        public String mostPerMinute() {
            return Words.number(Pace.MOST);
        }

        public String jobs() {
            return Words.count(count, "job");
        }

        /** True where it makes sense to try a few before all. */
        public boolean offersFew() {
            return act == DeadAct.RETRY && count > NEWEST && type == null;
        }
    }

    /**
     * What helps to decide.
     *
     * @param group the group of failures that is meant; null for all dead jobs of the queue
     * @param samples up to five of the jobs
     * @param ages the other choices with how many jobs each has
     * @param failing that the queue fails right now, in words; empty when it does not
     * @param conflicts how many jobs a retry would leave dead, since another job holds their unique key
     * @param undo whether it can be taken back, in words
     */
    public record Outlook(
            GroupRow group, List<JobRow> samples, List<Choice> ages, String failing, long conflicts, String undo) {
        /** That some jobs stay dead, and why; empty where none does. */
        public String staying() {
            return DeadConfirmPage.staying(conflicts);
        }
    }

    /** That so many jobs stay dead, and why; empty for none. */
    static String staying(long jobs) {
        return jobs == 0
                ? ""
                : Words.count(jobs, "job") + (jobs == 1 ? " stays" : " stay") + " dead: another job holds "
                        + (jobs == 1 ? "its" : "their") + " unique key.";
    }

    /** An age with its count. */
    public record Choice(String label, String count, String href, boolean current) {}

    /** @throws UnknownQueueException */
    Optional<TemplateInstance> show(Asked asked, ConfirmForm.Typed typed) {
        if (!Name.isName(asked.queue())) {
            return Optional.empty();
        }
        long now = clock.millis();
        Zone zone = viewer.zone();
        DeadPreview preview = preview(asked);
        List<JobRow> samples = preview.samples().stream()
                .map(view -> JobRow.of(view, zone, now))
                .toList();
        FailureGroup group = group(asked);
        Outlook outlook = new Outlook(
                group == null ? null : GroupRow.of(group, true, zone, now),
                samples,
                ages(asked, preview.matched()),
                failing(asked, group),
                preview.conflicts(),
                undo(asked.act()));
        View view = new View(
                asked.act(),
                asked.queue(),
                asked.print(),
                asked.type(),
                asked.list(),
                asked.age(),
                preview.matched(),
                now,
                zone.moment(now, now),
                outlook,
                typed);
        return Optional.of(
                Templates.confirm(frames.of(asked.act().verb() + " dead jobs of " + asked.queue(), "/dead"), view));
    }

    private FailureGroup group(Asked asked) {
        return asked.print() == null
                ? null
                : failures.one(asked.queue(), asked.print()).orElse(null);
    }

    private DeadPreview preview(Asked asked) {
        DeadFilter filter = asked.filter(asked.age().ms());
        return asked.act() == DeadAct.RETRY
                ? dead.previewRetry(asked.queue(), filter)
                : dead.preview(asked.queue(), filter);
    }

    /** @param matched how many jobs the chosen age has */
    private List<Choice> ages(Asked asked, long matched) {
        String group = (asked.print() == null ? "" : "&fingerprint=" + Links.encoded(asked.print()))
                + (asked.type() == null ? "" : "&type=" + Links.encoded(asked.type()));
        return Arrays.stream(Age.values())
                .map(age -> new Choice(
                        age.label(),
                        count(asked, age, matched),
                        "/dead/" + asked.act().word() + "?queue=" + Links.encoded(asked.queue()) + group + "&age="
                                + age.word(),
                        age == asked.age()))
                .toList();
    }

    /** Of a type only what was asked for is counted: others may have to be looked at one by one. */
    private String count(Asked asked, Age age, long matched) {
        if (age != asked.age() && asked.type() != null) {
            return "";
        }
        return Words.number(age == asked.age() ? matched : dead.count(asked.queue(), asked.filter(age.ms())));
    }

    private String undo(DeadAct act) {
        if (!dead.keepsAside()) {
            return ConfirmRules.FULL_STORE;
        }
        return act == DeadAct.PURGE
                ? "It can be undone for 15 minutes, unless it is more than 64 MB; members of workflows do not come back."
                : "Those that have not begun can be taken back for 15 minutes.";
    }

    private String failing(Asked asked, FailureGroup group) {
        if (asked.act() != DeadAct.RETRY) {
            return "";
        }
        return group == null
                ? failing(asked.queue())
                : group.lately() == 0
                        ? ""
                        : "This group is still failing: " + Words.count(group.lately(), "job")
                                + " died in the last minute.";
    }

    /** That it fails right now: what is retried into a failing queue mostly dies again. */
    private String failing(String queue) {
        return lookout.scene()
                .queue(queue)
                .filter(QueueRules::isFailing)
                .map(QueueSnapshot::recent)
                .map(recent -> "Still failing: " + Words.rate(recent.failed() * 60_000.0 / recent.windowMs(), "attempt")
                        + " a minute.")
                .orElse("");
    }
}
