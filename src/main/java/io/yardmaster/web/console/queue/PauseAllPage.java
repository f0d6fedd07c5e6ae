package io.yardmaster.web.console.queue;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What pausing every queue would stop, before it is done. */
@Path("/pause-all")
@Blocking
public class PauseAllPage {
    private final Lookout lookout;
    private final Frames frames;

    PauseAllPage(Lookout lookout, Frames frames) {
        this.lookout = lookout;
        this.frames = frames;
    }

    @CheckedTemplate(basePath = "queue")
    static class Templates {
        static native TemplateInstance pauseAll(Frame frame, View view);
    }

    /**
     * What would be paused.
     *
     * @param sentence how many queues
     * @param note what goes on and what waits then
     * @param queues that are not paused yet, by name
     */
    public record View(String sentence, String note, List<Line> queues) {}

    /** A queue with what it holds. */
    public record Line(String name, String waiting, String active) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance show() {
        Scene scene = lookout.scene();
        List<Line> running = scene.queues().stream()
                .filter(queue -> !queue.info().paused())
                .map(PauseAllPage::line)
                .toList();
        String note = Words.count(scene.count(JobState.WAITING), "job") + " would wait. "
                + Words.count(scene.count(JobState.ACTIVE), "job")
                + " running now would finish. New queues would start paused too.";
        View view = new View(Words.count(running.size(), "queue") + " would be paused", note, running);
        return Templates.pauseAll(frames.of("Pause all queues", "/"), view);
    }

    private static Line line(QueueSnapshot queue) {
        return new Line(
                queue.name(), Words.count(queue.count(JobState.WAITING)), Words.count(queue.count(JobState.ACTIVE)));
    }
}
