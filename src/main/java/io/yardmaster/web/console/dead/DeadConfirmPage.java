package io.yardmaster.web.console.dead;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.bulk.DeadFilter;
import io.yardmaster.engine.bulk.DeadJobs;
import io.yardmaster.engine.bulk.DeadPreview;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobRow;
import io.yardmaster.web.console.words.Age;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows what an act on many dead jobs would do, before it does it. */
@Singleton
public class DeadConfirmPage {
    /** Above so many jobs their number must be typed. */
    static final long FREELY = 1_000;

    private final DeadJobs dead;
    private final Frames frames;
    private final Viewer viewer;
    private final InstantSource clock;

    DeadConfirmPage(DeadJobs dead, Frames frames, Viewer viewer, InstantSource clock) {
        this.dead = dead;
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
     * @param samples up to five
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
            List<JobRow> samples,
            String typed,
            String wrong) {
        public boolean mustType() {
            return count > FREELY;
        }

        public String jobs() {
            return Words.count(count, "job");
        }

        public List<Age> ages() {
            return List.of(Age.values());
        }
    }

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
        View view = new View(act, queue, age, preview.matched(), now, zone.moment(now, now), samples, typed, wrong);
        return Optional.of(Templates.confirm(frames.of(act.verb() + " dead jobs of " + queue, "/dead"), view));
    }
}
