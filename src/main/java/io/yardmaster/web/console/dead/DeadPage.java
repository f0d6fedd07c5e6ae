package io.yardmaster.web.console.dead;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.dead.GroupBoard.DeadChoice;
import io.yardmaster.web.console.dead.GroupBoard.Groups;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobList;
import io.yardmaster.web.console.jobs.JobLists;
import io.yardmaster.web.console.jobs.ListFilter;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.system.OperationBoard;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestQuery;

/** What is broken, and how badly? */
@Path("/dead")
@Produces(MediaType.TEXT_HTML)
public class DeadPage implements LivePage {
    private final JobLists lists;
    private final GroupBoard groups;
    private final OperationBoard board;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;

    DeadPage(
            JobLists lists, GroupBoard groups, OperationBoard board, Frames frames, Viewer viewer, StoreAwayPage away) {
        this.lists = lists;
        this.groups = groups;
        this.board = board;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
    }

    private static final int MOST_QUEUES = 50;

    @CheckedTemplate(basePath = "dead")
    static class Templates {
        static native TemplateInstance dead(Frame frame, View view);

        static native TemplateInstance sentence(Summary summary);

        static native TemplateInstance operations(List<OperationBoard.Row> operations);

        static native TemplateInstance queues(Summary summary);

        static native TemplateInstance group(GroupRow row);
    }

    @Override
    public String name() {
        return "dead";
    }

    @Override
    public String key(Address address) {
        return chosen(address).link();
    }

    /** Rows of the list stay: they would move under the pointer. */
    @Override
    public Map<String, String> parts(Address address) {
        Scene scene = groups.scene();
        Map<String, String> parts = new LinkedHashMap<>();
        DeadChoice chosen = chosen(address);
        Summary summary = summary(scene, chosen.queue(), chosen.type());
        parts.put(
                "dead-operations",
                Templates.operations(board.lately(chosen.queue(), scene.at(), address.zone()))
                        .render());
        parts.put("dead-sentence", Templates.sentence(summary).render());
        parts.put("dead-queues", Templates.queues(summary).render());
        for (GroupRow row : groups.of(chosen, address.zone()).rows()) {
            parts.put(row.id(), Templates.group(row).render());
        }
        return FrameParts.around(parts, scene, address.zone());
    }

    private static DeadChoice chosen(Address address) {
        UnaryOperator<String> query = address.query();
        return new DeadChoice(
                query.apply("queue"),
                query.apply("fingerprint"),
                query.apply("type"),
                "all".equals(query.apply("groups")));
    }

    /**
     * What the page shows.
     *
     * @param operations bulk acts that run, and those that have just ended
     * @param list the jobs, last died first
     */
    public record View(Summary summary, Groups groups, JobList list, List<OperationBoard.Row> operations) {}

    /**
     * What moves on the page.
     *
     * @param sentence how many there are
     * @param total how many of the queue that is chosen, or of all
     * @param type whose jobs alone are meant; null for every type
     * @param queues those that have dead jobs, most first, at most 50; the one that is chosen is among them
     * @param more how many others have some too, in words; empty where all are shown
     */
    public record Summary(String sentence, long total, String type, List<Broken> queues, String more) {}

    /** A queue with dead jobs. @param count for example {@code 4,812 jobs} */
    public record Broken(String queue, String count, String href, boolean current) {}

    @GET
    public Response show(
            @RestQuery String queue,
            @RestQuery String fingerprint,
            @RestQuery String type,
            @RestQuery String groups,
            @RestQuery String cursor,
            @RestQuery String from,
            @RestQuery String before) {
        DeadChoice chosen = new DeadChoice(queue, fingerprint, type, "all".equals(groups));
        return away.unless("Dead", "/dead", () -> page(queue, chosen, JobLists.Where.of(cursor, from, before)));
    }

    private TemplateInstance page(String queue, DeadChoice chosen, JobLists.Where turn) {
        Zone zone = viewer.zone();
        Groups found = groups.of(chosen, zone);
        String gone = chosen.print() == null || found.chosen() != null
                ? null
                : "No job of that group is dead any more. Shown are all dead jobs.";
        JobList list = found.chosen() == null
                ? lists.list(JobState.DEAD, queue, filter(chosen), turn, gone, zone)
                : lists.group(found.chosen().group(), turn, zone);
        String live = "/live" + chosen.link();
        Scene scene = groups.scene();
        View view = new View(
                summary(scene, chosen.queue(), chosen.type()),
                found,
                list,
                board.lately(chosen.queue(), scene.at(), zone));
        return Templates.dead(frames.of("Dead", "/dead", live), view);
    }

    private static ListFilter filter(DeadChoice chosen) {
        return chosen.type() == null ? ListFilter.NONE : ListFilter.ofType(chosen.type());
    }

    /** @param queue the one that is chosen; null for none @param type the same */
    static Summary summary(Scene scene, String queue, String type) {
        List<QueueSnapshot> broken = scene.queues().stream()
                .filter(lane -> lane.count(JobState.DEAD) > 0)
                .sorted(Comparator.<QueueSnapshot, Boolean>comparing(
                                lane -> !lane.name().equals(queue))
                        .thenComparing(lane -> -lane.count(JobState.DEAD)))
                .toList();
        List<Broken> shown = broken.stream()
                .limit(MOST_QUEUES)
                .map(lane -> broken(lane, queue, type))
                .toList();
        int others = broken.size() - shown.size();
        long total = queue == null
                ? scene.count(JobState.DEAD)
                : scene.queue(queue).map(lane -> lane.count(JobState.DEAD)).orElse(0L);
        String more = others == 0 ? "" : Words.count(others, "more queue");
        return new Summary(sentence(scene, broken.size()), total, type, shown, more);
    }

    private static Broken broken(QueueSnapshot lane, String current, String type) {
        String count = Words.count(lane.count(JobState.DEAD), "job");
        return new Broken(
                lane.name(),
                count,
                Links.dead(lane.name(), null, type, null),
                lane.name().equals(current));
    }

    private static String sentence(Scene scene, int queues) {
        long dead = scene.count(JobState.DEAD);
        return dead == 0 ? "No job is dead." : Words.count(dead, "job") + " in " + Words.count(queues, "queue") + ".";
    }
}
