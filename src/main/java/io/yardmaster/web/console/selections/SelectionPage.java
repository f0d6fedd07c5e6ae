package io.yardmaster.web.console.selections;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.bulk.Selection.SelectionPreview;
import io.yardmaster.engine.bulk.Selections;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.web.access.login.LocalPath;
import io.yardmaster.web.console.act.ConfirmRules;
import io.yardmaster.web.console.frame.Frame;
import io.yardmaster.web.console.frame.Frames;
import io.yardmaster.web.console.frame.Viewer;
import io.yardmaster.web.console.jobs.JobRow;
import io.yardmaster.web.console.selections.SelectionForm.Sent;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shows what an act on selected jobs would do, before it does it. */
@Singleton
public class SelectionPage {
    private static final String CHANGED = "There are fewer jobs by now. This is what it would do now.";

    private final Selections selections;
    private final Frames frames;
    private final Viewer viewer;

    SelectionPage(Selections selections, Frames frames, Viewer viewer) {
        this.selections = selections;
        this.frames = frames;
        this.viewer = viewer;
    }

    @CheckedTemplate(basePath = "selections")
    static class Templates {
        static native TemplateInstance confirm(Frame frame, View view);
    }

    /**
     * What would be done.
     *
     * @param count how many jobs, exactly, at that moment
     * @param asOf epoch milliseconds of that moment; a job that comes later is not touched
     * @param left sentences about jobs that are left out; empty where none is
     * @param queue the only one; empty where there are several, or none
     * @param criteria what all of them have in common, as it was asked for; empty where they were picked
     * @param queues a line for each queue, where there are several
     * @param fields what says which jobs are meant, to be sent again
     * @param request made for this page: a form that is sent twice acts once
     * @param back the list that it began from
     * @param typed what was typed last; empty at first
     * @param wrong a sentence about that; empty when nothing is wrong
     */
    public record View(
            JobVerb verb,
            JobState state,
            long count,
            long asOf,
            Zone.Moment moment,
            String undo,
            List<String> left,
            String queue,
            List<Sent> criteria,
            List<String> queues,
            List<JobRow> samples,
            List<Sent> fields,
            String request,
            String back,
            String typed,
            String wrong) {
        public boolean mustType() {
            return count > ConfirmRules.FREELY;
        }

        public String jobs() {
            return Words.count(count, "job");
        }

        /** What becomes of them, after their number. */
        public String result() {
            return SelectionPage.result(verb, state);
        }

        /** Delete needs a second look: its button is red. */
        public boolean removes() {
            return verb == JobVerb.DELETE;
        }
    }

    /**
     * The page.
     *
     * @param wrong a sentence about what was sent; empty at first
     * @throws io.yardmaster.engine.queues.UnknownQueueException
     * @throws Selection.TooWideException
     */
    TemplateInstance show(Selection selection, SelectionForm form, String wrong) {
        SelectionPreview preview = selections.preview(selection);
        Zone zone = viewer.zone();
        long asOf = selection.until();
        String typed = form.typed == null || form.typed.length() > 20 ? "" : form.typed;
        View view = new View(
                selection.verb(),
                selection.state(),
                preview.eligible(),
                asOf,
                zone.moment(asOf, asOf),
                undo(selection),
                preview.excluded().entrySet().stream()
                        .map(one -> left(one, selection))
                        .toList(),
                preview.queues().size() == 1
                        ? preview.queues().keySet().iterator().next()
                        : "",
                form.criteria(zone),
                queues(preview),
                preview.samples().stream()
                        .map(sample -> JobRow.of(sample, zone, asOf))
                        .toList(),
                form.fields(),
                UUID.randomUUID().toString().replace("-", ""),
                LocalPath.of(form.back).orElse("/jobs"),
                typed,
                wrong.isEmpty() || preview.eligible() > ConfirmRules.FREELY || form.typed == null ? wrong : CHANGED);
        String title = selection.verb().label() + " " + selection.state().word() + " jobs";
        return Templates.confirm(frames.of(title, "/jobs"), view);
    }

    static String result(JobVerb verb, JobState state) {
        return switch (verb) {
            case RETRY -> "will run again, with all attempts";
            case CANCEL -> state == JobState.ACTIVE ? "will be told to stop" : "will be cancelled";
            default -> "will be removed with all that is kept of them";
        };
    }

    private static List<String> queues(SelectionPreview preview) {
        List<String> lines = new ArrayList<>();
        if (preview.queues().size() > 1) {
            preview.queues().forEach((queue, jobs) -> lines.add(queue + ": " + Words.number(jobs)));
        }
        return lines;
    }

    private String undo(Selection selection) {
        if (selection.verb() == JobVerb.CANCEL) {
            return selection.state() == JobState.ACTIVE
                    ? "What they have done stays done."
                    : selection.state() == JobState.SCHEDULED
                            ? "They stand in the list of cancelled jobs then; a retry there runs them at once, not at their time."
                            : "They stand in the list of cancelled jobs then, and can be retried there.";
        }
        if (selection.verb() == JobVerb.RETRY && selection.state() != JobState.DEAD) {
            return "It cannot be undone, but jobs that wait can be cancelled.";
        }
        if (!selections.keepsAside()) {
            return ConfirmRules.FULL_STORE;
        }
        return selection.verb() == JobVerb.DELETE
                ? "It can be undone for 15 minutes, unless it is more than 64 MB; members of workflows do not come back."
                : "Those that have not begun can be taken back for 15 minutes, but for members of workflows and more than 64 MB.";
    }

    private static String left(Map.Entry<String, Long> excluded, Selection selection) {
        long jobs = excluded.getValue();
        String they = jobs == 1 ? "1 job is" : Words.count(jobs, "job") + " are";
        return they + " left out: "
                + switch (excluded.getKey()) {
                    case Selection.GONE -> "gone by now.";
                    case Selection.STATE -> "not " + selection.state().word() + " any more.";
                    case Selection.UNIQUE -> "another job holds " + (jobs == 1 ? "its" : "their") + " unique key.";
                    default -> "a workflow goes on that may need " + (jobs == 1 ? "its" : "their") + " result.";
                };
    }
}
