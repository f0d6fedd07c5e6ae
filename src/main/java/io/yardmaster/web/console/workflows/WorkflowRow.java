package io.yardmaster.web.console.workflows;

import io.yardmaster.engine.workflow.WorkflowView;
import io.yardmaster.job.JobState;
import io.yardmaster.job.workflow.WorkflowState;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;

/**
 * A workflow as a row, and the head of its page.
 *
 * @param glyph the sign of its state
 * @param progress for example {@code 3 of 10 ended, 1 dead}
 * @param took how long it runs or ran
 */
public record WorkflowRow(WorkflowView view, String glyph, String progress, Zone.Moment created, String took) {

    static WorkflowRow of(WorkflowView view, Zone zone, long now) {
        Long finished = view.head().times().finishedAt();
        long created = view.head().times().createdAt();
        long until = finished == null ? now : finished;
        return new WorkflowRow(
                view,
                glyph(view.state()),
                progress(view),
                zone.moment(created, now),
                Words.duration(Math.max(0, until - created)));
    }

    private static String glyph(WorkflowState state) {
        return switch (state) {
            case RUNNING -> "active";
            case COMPLETED -> "completed";
            case COMPLETED_WITH_ERRORS -> "warning";
            case FAILED -> "dead";
            case CANCELLED -> "cancelled";
        };
    }

    private static String progress(WorkflowView view) {
        long dead = view.counts().get(JobState.DEAD);
        String bad = dead == 0 ? "" : ", " + Words.number(dead) + " dead";
        return Words.number(view.ended()) + " of " + Words.number(view.total()) + " ended" + bad;
    }

    public String id() {
        return view.id();
    }

    public String href() {
        return "/workflows/" + view.id();
    }

    /** Its description, or its id where it has none. */
    public String title() {
        return view.head().description() == null ? view.id() : view.head().description();
    }

    /** Its state in words. */
    public String state() {
        return Words.capital(view.state().word().replace('_', ' '));
    }

    /** True where a retry may help. */
    public boolean retries() {
        boolean bad = view.counts().get(JobState.DEAD) + view.counts().get(JobState.CANCELLED) > 0;
        return bad && view.state() != WorkflowState.CANCELLED;
    }

    /** True where something goes on that can be cancelled. */
    public boolean cancels() {
        return view.state() == WorkflowState.RUNNING || view.state() == WorkflowState.FAILED;
    }

    public boolean failed() {
        return view.state() == WorkflowState.FAILED;
    }
}
