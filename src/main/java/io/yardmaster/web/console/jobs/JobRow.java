package io.yardmaster.web.console.jobs;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Zone;
import java.util.List;

/**
 * A job in a list.
 *
 * @param alike shows the jobs of its type in the same state
 * @param text the beginning of its payload, or of its error where that says more
 * @param error true when it is the error
 * @param figure attempt or priority, as the list's head says
 * @param at the time that the list is ordered by
 * @param acts what a click can do
 */
public record JobRow(
        String id,
        String href,
        String type,
        String alike,
        String queue,
        String text,
        boolean error,
        String figure,
        Zone.Moment at,
        List<Act> acts) {
    private static final int LONGEST = 160;

    /** A button of a row. @param path to post to @param label what it does */
    public record Act(String path, String label) {
        /** The verb alone, for the id of its button. */
        public String word() {
            return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\?.*", "");
        }
    }

    /** Heads of the columns whose meaning depends on the state. */
    public record Heads(String text, String figure, String at) {}

    static Heads heads(JobState state) {
        return switch (state) {
            case SCHEDULED -> new Heads("Payload", "Priority", "First run");
            case WAITING -> new Heads("Payload", "Priority", "Waits since");
            case ACTIVE -> new Heads("Payload", "Attempt", "Started");
            case RETRYING -> new Heads("Error", "Attempts", "Next run");
            case BLOCKED -> new Heads("Payload", "Priority", "Created");
            case COMPLETED -> new Heads("Payload", "Attempts", "Completed");
            case DEAD -> new Heads("Error", "Attempts", "Died");
            case CANCELLED -> new Heads("Payload", "Attempts", "Cancelled");
        };
    }

    public static JobRow of(JobView view, Zone zone, long now) {
        Job job = view.job();
        boolean showsError =
                view.error() != null && (view.state() == JobState.RETRYING || view.state() == JobState.DEAD);
        return new JobRow(
                job.id(),
                Links.job(job.id(), job.queue()),
                job.type(),
                Links.jobs(view.state(), job.queue(), null)
                        + ListFilter.ofType(job.type()).query(),
                job.queue(),
                showsError ? words(view.error()) : Text.cut(job.payload() == null ? "" : job.payload(), LONGEST),
                showsError,
                figure(view),
                zone.moment(at(view), now),
                acts(view));
    }

    private static String words(JobError error) {
        String type =
                error.type() == null ? "" : error.type().substring(error.type().lastIndexOf('.') + 1);
        String message = error.message() == null ? "" : ": " + error.message();
        return Text.cut(type + message, LONGEST);
    }

    private static String figure(JobView view) {
        return switch (view.state()) {
            case WAITING, SCHEDULED, BLOCKED -> String.valueOf(view.job().priority());
            default -> String.valueOf(view.attempt());
        };
    }

    private static long at(JobView view) {
        Job job = view.job();
        return switch (view.state()) {
            case ACTIVE ->
                view.standing().claim() == null
                        ? job.dueAt()
                        : view.standing().claim().startedAt();
            case WAITING -> job.dueAt();
            case BLOCKED -> job.createdAt();
            default ->
                view.standing().instant() == null
                        ? job.dueAt()
                        : view.standing().instant();
        };
    }

    private static List<Act> acts(JobView view) {
        return switch (view.state()) {
            case SCHEDULED, RETRYING -> List.of(act(view, "run-now", "Run now"), act(view, "cancel", "Cancel"));
            case WAITING, ACTIVE, BLOCKED -> List.of(act(view, "cancel", "Cancel"));
            case COMPLETED -> List.of(act(view, "run-again", "Run again"));
            case DEAD, CANCELLED -> List.of(act(view, "retry", "Retry"));
        };
    }

    private static Act act(JobView view, String verb, String label) {
        return new Act(Links.act(view.job().id(), view.job().queue(), verb), label);
    }
}
