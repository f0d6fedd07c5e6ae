package io.yardmaster.web.console.dead;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
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
    /** Above so many jobs their number must be typed. */
    static final long FREELY = 1_000;

    /** So many are tried before all. */
    static final int NEWEST = 5;

    private final DeadJobs dead;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final InstantSource clock;

    DeadConfirmPage(DeadJobs dead, Lookout lookout, Frames frames, Viewer viewer, InstantSource clock) {
        this.dead = dead;
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
     * @param count how many jobs, exactly, at that moment
     * @param asOf epoch milliseconds of that moment; a job that dies later is not touched
     * @param outlook what else helps to decide
     * @param typed what was typed last; empty at first
     * @param wrong a sentence about that; empty when nothing is wrong
     */
    public record View(
            DeadAct act,
            String queue,
            Age age,
            long count,
            long asOf,
            Zone.Moment moment,
            Outlook outlook,
            String typed,
            String wrong) {
        public List<JobRow> samples() {
            return outlook.samples();
        }

        public boolean mustType() {
            return count > FREELY;
        }

        public String jobs() {
            return Words.count(count, "job");
        }

        /** True where it makes sense to try a few before all. */
        public boolean offersFew() {
            return act == DeadAct.RETRY && count > NEWEST;
        }
    }

    /**
     * What helps to decide.
     *
     * @param samples up to five of the jobs
     * @param ages the other choices with how many jobs each has
     * @param failing that the queue fails right now, in words; empty when it does not
     */
    public record Outlook(List<JobRow> samples, List<Choice> ages, String failing) {}

    /** An age with its count. */
    public record Choice(String label, String count, String href, boolean current) {}

    /** @param typed what was typed last @param wrong a sentence; both empty at first @throws UnknownQueueException */
    Optional<TemplateInstance> show(DeadAct act, String queue, Age age, String typed, String wrong) {
        if (!Name.isName(queue)) {
            return Optional.empty();
        }
        long now = clock.millis();
        Zone zone = viewer.zone();
        DeadPreview preview = dead.preview(queue, new DeadFilter(null, age.ms()));
        List<JobRow> samples = preview.samples().stream()
                .map(view -> JobRow.of(view, zone, now))
                .toList();
        Outlook outlook = new Outlook(samples, ages(act, queue, age), act == DeadAct.RETRY ? failing(queue) : "");
        View view = new View(act, queue, age, preview.matched(), now, zone.moment(now, now), outlook, typed, wrong);
        return Optional.of(Templates.confirm(frames.of(act.verb() + " dead jobs of " + queue, "/dead"), view));
    }

    private List<Choice> ages(DeadAct act, String queue, Age current) {
        return Arrays.stream(Age.values())
                .map(age -> new Choice(
                        age.label(),
                        Words.number(dead.preview(queue, new DeadFilter(null, age.ms()))
                                .matched()),
                        "/dead/" + act.word() + "?queue=" + queue + "&age=" + age.word(),
                        age == current))
                .toList();
    }

    /** That it fails right now: what is retried into a failing queue mostly dies again. */
    private String failing(String queue) {
        return lookout.scene()
                .queue(queue)
                .filter(QueueRules::isFailing)
                .map(QueueSnapshot::recent)
                .map(recent -> "Still failing: " + Words.rate(recent.failed() * 60_000.0 / recent.windowMs())
                        + " attempts a minute.")
                .orElse("");
    }
}
