package io.yardmaster.web.console.job;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the page of one job shows.
 *
 * @param attempt for example {@code attempt 3 of 5}
 * @param acts what a click can do, the likeliest first
 * @param why why it is not running; null where it runs or has completed
 * @param track its attempts, drawn
 * @param fault its last error; null when it had none
 * @param payload what it works on
 * @param result what it gave; null when it gave nothing
 * @param log its lines, at most 200
 * @param retries the attempts that may come
 * @param facts the rest
 */
public record JobSheet(
        JobView view,
        String attempt,
        List<Act> acts,
        WhyNot why,
        TimelineChart track,
        Fault fault,
        Json payload,
        Json result,
        List<Line> log,
        List<Retry> retries,
        List<JobFacts.Fact> facts) {

    /** A button. @param path to post to @param kind primary, danger or empty */
    public record Act(String label, String path, String kind) {}

    /** An error. @param attempt in which it came; 0 when not known */
    public record Fault(JobError error, int attempt, List<Stack.Part> stack) {}

    /**
     * JSON, to be read as a tree or as it came.
     *
     * @param text as it came
     * @param tree null where it cannot be drawn
     * @param size in words
     */
    public record Json(String text, PayloadTree.Node tree, String size) {
        static Json of(String text) {
            if (text == null) {
                return null;
            }
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            return new Json(text, PayloadTree.of(text).orElse(null), Words.bytes(bytes));
        }
    }

    /** A line of the log. */
    public record Line(Zone.Moment at, String level, String message) {}

    /** An attempt that may come. @param spread exact, or how much sooner or later */
    public record Retry(String attempt, Zone.Moment at, String spread) {}

    /** How loudly it is said why it is not running: critical, warning or nothing. */
    public String tone() {
        return switch (view.state()) {
            case DEAD -> "critical";
            case RETRYING -> "warning";
            default -> why != null && why.blocked() ? "warning" : "";
        };
    }

    /** The page of the job. */
    public String href() {
        return Links.job(view.job().id(), view.job().queue());
    }

    /** Where it can be deleted after a second look; null while it runs. */
    public String deleteHref() {
        return view.state() == JobState.ACTIVE
                ? null
                : Links.act(view.job().id(), view.job().queue(), "delete");
    }

    /** How many lines of the log are shown. */
    public String lines() {
        return Words.count(log.size(), "line");
    }

    static List<Act> acts(JobView view) {
        JobState state = view.state();
        List<Act> acts = new ArrayList<>();
        boolean held = state == JobState.SCHEDULED || state == JobState.RETRYING;
        if (held) {
            acts.add(act(view, "Run now", "run-now", "primary"));
        }
        if (state == JobState.DEAD || state == JobState.CANCELLED) {
            acts.add(act(view, "Retry", "retry", "primary"));
        }
        acts.add(act(view, "Run again as new", "run-again", ""));
        if (!state.isFinal()) {
            acts.add(act(view, view.isStopping() ? "Cancel again" : "Cancel", "cancel", "danger"));
        }
        return acts;
    }

    private static Act act(JobView view, String label, String verb, String kind) {
        Job job = view.job();
        return new Act(label, Links.act(job.id(), job.queue(), verb), kind);
    }
}
