package io.yardmaster.web.console.workflows;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.jobs.Page;
import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.engine.workflow.WorkflowViews;
import io.yardmaster.job.text.Name;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** How far is each workflow, and which is stuck? Rows stay where they are while their cells move. */
@Path("/workflows")
@Produces(MediaType.TEXT_HTML)
public class WorkflowsPage implements LivePage {
    private static final int ROWS = 50;

    private final WorkflowViews workflows;
    private final Lookout lookout;
    private final Frames frames;
    private final Viewer viewer;
    private final StoreAwayPage away;
    private final InstantSource clock;

    WorkflowsPage(
            WorkflowViews workflows,
            Lookout lookout,
            Frames frames,
            Viewer viewer,
            StoreAwayPage away,
            InstantSource clock) {
        this.workflows = workflows;
        this.lookout = lookout;
        this.frames = frames;
        this.viewer = viewer;
        this.away = away;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "workflows")
    static class Templates {
        static native TemplateInstance workflows(Frame frame, View view);

        static native TemplateInstance sentence(String text, long total);

        static native TemplateInstance stateCell(WorkflowRow row);

        static native TemplateInstance membersCell(WorkflowRow row);

        static native TemplateInstance tookCell(WorkflowRow row);

        static native TemplateInstance actCell(WorkflowRow row);
    }

    /** @param total how many there are on all pages @param next to the next page; null on the last */
    public record View(String sentence, long total, List<WorkflowRow> rows, String next) {}

    @GET
    public Response show(@RestQuery String cursor) {
        return away.unless("Workflows", "/workflows", () -> page(cursor));
    }

    @Override
    public String name() {
        return "workflows";
    }

    @Override
    public String key(Address address) {
        return String.join(",", ids(address));
    }

    /** The ids of the rows that the viewer sees. @throws BadRequestException when they are none of ours */
    private static List<String> ids(Address address) {
        String asked = address.query().apply("ids");
        List<String> ids = asked == null || asked.isEmpty() ? List.of() : List.of(asked.split(",", -1));
        if (ids.size() > ROWS || !ids.stream().allMatch(Name::isName)) {
            throw new BadRequestException("ids must be at most " + ROWS + " ids of workflows");
        }
        return ids;
    }

    @Override
    public Map<String, String> parts(Address address) {
        List<WorkflowRow> rows = rows(workflows.several(ids(address)), address.zone());
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "workflows-say",
                Templates.sentence(sentence(rows), workflows.count()).render());
        for (WorkflowRow row : rows) {
            parts.put("state-" + row.id(), Templates.stateCell(row).render());
            parts.put("members-" + row.id(), Templates.membersCell(row).render());
            parts.put("took-" + row.id(), Templates.tookCell(row).render());
            parts.put("act-" + row.id(), Templates.actCell(row).render());
        }
        return FrameParts.around(parts, lookout.scene(), address.zone());
    }

    private List<WorkflowRow> rows(List<WorkflowView> views, Zone zone) {
        long now = clock.millis();
        return views.stream().map(view -> WorkflowRow.of(view, zone, now)).toList();
    }

    private static String sentence(List<WorkflowRow> rows) {
        long failed = rows.stream().filter(WorkflowRow::failed).count();
        return failed == 0
                ? "No workflow on this page waits for a dead member."
                : Words.count(failed, "workflow") + (failed == 1 ? " waits" : " wait")
                        + " for the retry of a dead member.";
    }

    private TemplateInstance page(String cursor) {
        long total = workflows.count();
        Page<WorkflowView> page = read(cursor);
        List<WorkflowRow> rows = rows(page.items(), viewer.zone());
        String next = page.nextCursor() == null ? null : "/workflows?cursor=" + Links.encoded(page.nextCursor());
        String live = "/live/workflows?ids="
                + String.join(",", rows.stream().map(WorkflowRow::id).toList());
        return Templates.workflows(
                frames.of("Workflows", "/workflows", live), new View(sentence(rows), total, rows, next));
    }

    /** A cursor that is not one of ours begins again. */
    private Page<WorkflowView> read(String cursor) {
        try {
            return workflows.list(ROWS, cursor);
        } catch (IllegalArgumentException notOurs) {
            return workflows.list(ROWS, null);
        }
    }
}
