package io.yardmaster.web.console.workflows;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.engine.workflow.WorkflowException;
import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.engine.workflow.WorkflowView.Node;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.act.Answer;
import io.yardmaster.web.console.act.Toast;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.FrameParts;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.frame.StoreAwayPage;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.live.LivePage;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How far is this workflow, and where is it stuck? */
@Path("/workflows/{id}")
@Produces(MediaType.TEXT_HTML)
public class WorkflowPage implements LivePage {
    private static final String LIST = "/workflows";
    private static final int MOST_MEMBERS = 100;
    private static final int MOST_WATCHED = 20;
    private static final long FRESH_NANOS = 900_000_000L;
    /** A workflow that is read long is read for at most a tenth of the time. */
    private static final int SHARE = 10;

    private final WorkflowViews views;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;
    private final InstantSource clock;

    WorkflowPage(
            WorkflowViews views,
            Lookout lookout,
            Frames frames,
            Viewer viewer,
            StoreAwayPage away,
            InstantSource clock) {
        this.views = views;
        this.lookout = lookout;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "workflows")
    static class Templates {
        static native TemplateInstance workflow(Frame frame, Sheet sheet);

        static native TemplateInstance say(Sheet sheet);

        static native TemplateInstance retry(WorkflowRow row);

        static native TemplateInstance cancel(WorkflowRow row);

        static native TemplateInstance counts(Sheet sheet);

        static native TemplateInstance memberCell(Member member);

        static native TemplateInstance graph(Graph graph);

        static native TemplateInstance gone();
    }

    /** A workflow as its viewers saw it last. */
    private record Seen(WorkflowView view, long atNanos, long tookNanos) {}

    /** By id those that are watched. */
    private final Map<String, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST_WATCHED;
        }
    };

    /** @param waits what it waits for @param counts members by state, those that there are @param note below the members */
    public record Sheet(
            WorkflowRow row, String waits, List<Count> counts, Graph graph, List<Member> members, String note) {}

    public record Count(JobState state, String number) {}

    /** A member as a row. */
    public record Member(String number, String type, String queue, String jobId, JobState state, String href) {
        static Member of(Node node) {
            var place = node.place();
            String href = Links.job(place.jobId(), place.queue());
            return new Member(node.id(), place.type(), place.queue(), place.jobId(), node.state(), href);
        }
    }

    @GET
    public Response show(RoutingContext context, @PathParam("id") String id) {
        return away.answerUnless("Workflow", LIST, () -> {
            try {
                return Response.ok(page(views.one(id))).build();
            } catch (WorkflowException gone) {
                return Answer.seeOther(context, LIST, Toast.of("That workflow is gone.", "These are there."));
            }
        });
    }

    private TemplateInstance page(WorkflowView view) {
        Sheet sheet = sheet(view, viewer.zone());
        String shown = sheet.members().stream().map(Member::number).collect(Collectors.joining(","));
        String live = "/live/workflows/" + view.id() + "?members=" + shown;
        return Templates.workflow(frames.of(sheet.row().title(), LIST, live), sheet);
    }

    @Override
    public String name() {
        return "workflows/*";
    }

    @Override
    public String key(Address address) {
        return address.item() + " " + String.join(",", members(address));
    }

    /** The numbers of the members in the table. @throws BadRequestException when they are none */
    private static List<String> members(Address address) {
        String asked = address.query().apply("members");
        List<String> numbers = asked == null || asked.isEmpty() ? List.of() : List.of(asked.split(",", -1));
        if (numbers.size() > MOST_MEMBERS || !numbers.stream().allMatch(number -> number.matches("[0-9]{1,6}"))) {
            throw new BadRequestException("members must be at most " + MOST_MEMBERS + " numbers");
        }
        return numbers;
    }

    /** The rows of members stay where they are, each with its state. */
    @Override
    public Map<String, String> parts(Address address) {
        Map<String, String> parts = new LinkedHashMap<>();
        try {
            WorkflowView view = seen(address.item());
            Sheet sheet = sheet(view, address.zone());
            parts.put("workflow-say", Templates.say(sheet).render());
            parts.put("workflow-retry", Templates.retry(sheet.row()).render());
            parts.put("workflow-cancel", Templates.cancel(sheet.row()).render());
            parts.put("workflow-counts", Templates.counts(sheet).render());
            Set<String> shown = new HashSet<>(members(address));
            view.nodes().stream()
                    .filter(node -> node.place() != null && shown.contains(node.id()))
                    .map(Member::of)
                    .forEach(member -> parts.put(
                            "member-" + member.number(),
                            Templates.memberCell(member).render()));
            parts.put("workflow-graph", Templates.graph(sheet.graph()).render());
        } catch (WorkflowException gone) {
            parts.put("workflow-say", Templates.gone().render());
        }
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    /** As it is, or as it was read a little while ago. */
    private synchronized WorkflowView seen(String id) {
        Seen last = seen.get(id);
        long now = System.nanoTime();
        if (last == null || now - last.atNanos() > Math.max(FRESH_NANOS, SHARE * last.tookNanos())) {
            WorkflowView view = views.one(id);
            last = new Seen(view, now, System.nanoTime() - now);
            seen.put(id, last);
        }
        return last.view();
    }

    private Sheet sheet(WorkflowView view, Zone zone) {
        WorkflowRow row = WorkflowRow.of(view, zone, clock.millis());
        List<Count> counts = Graph.LOUDEST.stream()
                .filter(state -> view.counts().get(state) > 0)
                .map(state -> new Count(state, Words.number(view.counts().get(state))))
                .toList();
        List<Node> members =
                view.nodes().stream().filter(node -> node.place() != null).toList();
        List<Member> shown = members.stream()
                .sorted(Comparator.comparingInt(node -> Graph.LOUDEST.indexOf(node.state())))
                .limit(MOST_MEMBERS)
                .map(Member::of)
                .toList();
        String note = members.size() > MOST_MEMBERS
                ? "Of " + Words.number(members.size()) + " members " + MOST_MEMBERS + " are shown, the dead ones first."
                : "";
        return new Sheet(row, waits(view), counts, Graph.of(view), shown, note);
    }

    /** What has to happen for it to go on. */
    private static String waits(WorkflowView view) {
        long dead = view.counts().get(JobState.DEAD) + view.counts().get(JobState.CANCELLED);
        long live = view.total() - view.ended() - view.counts().get(JobState.BLOCKED);
        return switch (view.state()) {
            case RUNNING -> "It waits for " + Words.count(live, "member") + " that can run.";
            case FAILED ->
                view.counts().get(JobState.BLOCKED) > 0
                        ? "It waits for the retry of " + Words.count(dead, "member") + " that failed or was cancelled; "
                                + Words.count(view.counts().get(JobState.BLOCKED), "member") + " cannot start before."
                        : "Its last step failed; a retry makes it go on.";
            case COMPLETED -> "Every member has succeeded.";
            case COMPLETED_WITH_ERRORS -> "Every member has ended, " + Words.number(dead) + " of them not well.";
            case CANCELLED -> "Somebody cancelled it.";
        };
    }
}
