package io.yardmaster.web.console.dead;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobList;
import io.yardmaster.web.console.jobs.JobLists;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** What is broken, and how badly? */
@Path("/dead")
@Produces(MediaType.TEXT_HTML)
public class DeadPage implements LivePage {
    private final JobLists lists;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    DeadPage(JobLists lists, Lookout lookout, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.lists = lists;
        this.lookout = lookout;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    @CheckedTemplate(basePath = "dead")
    static class Templates {
        static native TemplateInstance dead(Frame frame, View view);

        static native TemplateInstance queues(Summary summary);
    }

    @Override
    public String name() {
        return "dead";
    }

    @Override
    public String key(Address address) {
        return "" + queue(address);
    }

    /** Rows of the list stay: they would move under the pointer. */
    @Override
    public Map<String, String> parts(Address address) {
        Scene scene = lookout.scene();
        String queues = Templates.queues(summary(scene, queue(address))).render();
        return FrameParts.around(Map.of("dead-queues", queues), scene, address.zone());
    }

    private static String queue(Address address) {
        String queue = address.query().apply("queue");
        return Name.isName(queue) ? queue : null;
    }

    /**
     * What the page shows.
     *
     * @param list the jobs, last died first
     */
    public record View(Summary summary, JobList list) {}

    /**
     * What moves on the page.
     *
     * @param sentence how many there are
     * @param queues those that have dead jobs, most first
     */
    public record Summary(String sentence, List<Broken> queues) {}

    /** A queue with dead jobs. @param count for example {@code 4,812 jobs} */
    public record Broken(String queue, String count, String href, boolean current) {}

    @GET
    public Response show(@RestQuery String queue, @RestQuery String cursor) {
        return away.unless("Dead", "/dead", () -> page(queue, cursor));
    }

    private TemplateInstance page(String queue, String cursor) {
        JobList list = lists.list(JobState.DEAD, queue, cursor, null, viewer.zone());
        String live = "/live" + Links.dead(Name.isName(queue) ? queue : null, null);
        View view = new View(summary(lookout.scene(), queue), list);
        return Templates.dead(frames.of("Dead", "/dead", live), view);
    }

    public static Summary summary(Scene scene, String queue) {
        List<Broken> broken = scene.queues().stream()
                .filter(lane -> lane.count(JobState.DEAD) > 0)
                .sorted((one, other) -> Long.compare(other.count(JobState.DEAD), one.count(JobState.DEAD)))
                .map(lane -> broken(lane, queue))
                .toList();
        return new Summary(sentence(scene, broken.size()), broken);
    }

    private static Broken broken(QueueSnapshot lane, String current) {
        String count = Words.count(lane.count(JobState.DEAD), "job");
        return new Broken(
                lane.name(), count, Links.dead(lane.name(), null), lane.name().equals(current));
    }

    private static String sentence(Scene scene, int queues) {
        long dead = scene.count(JobState.DEAD);
        return dead == 0 ? "No job is dead." : Words.count(dead, "job") + " in " + Words.count(queues, "queue") + ".";
    }
}
