package io.yardmaster.web.console.job;

import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.text.Text;
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
    public record Fault(JobError error, int attempt, List<Stack.Part> stack) {
        private static final int LONG = 1_000;
        private static final int BEGINNING = 300;

        /** True for a message so long that only its beginning is shown at first. */
        public boolean folds() {
            return error.message() != null && error.message().length() > LONG;
        }

        public String beginning() {
            return Text.cut(error.message(), BEGINNING);
        }

        public String characters() {
            return Words.number(error.message().length());
        }
    }

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

    /** What went wrong in one attempt. */
    public record AttemptError(int number, String text) {}

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

    /** The errors of all attempts that are kept, oldest first. */
    public List<AttemptError> errors() {
        return view.attempts().stream()
                .filter(attempt -> attempt.error() != null)
                .map(attempt -> new AttemptError(attempt.number(), WhyNot.words(attempt.error())))
                .toList();
    }

    /** True when it is dead, so that its page belongs to the dead. */
    public boolean dead() {
        return view.state() == JobState.DEAD;
    }

    /** True while its progress says something: not once it has ended. */
    public boolean progresses() {
        return view.progress() != null && !view.state().isFinal();
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
        if (JobVerb.RUN_NOW.fits(state)) {
            acts.add(act(view, JobVerb.RUN_NOW, "primary"));
        } else if (JobVerb.RETRY.fits(state)) {
            acts.add(act(view, JobVerb.RETRY, "primary"));
        }
        acts.add(act(view, JobVerb.RUN_AGAIN, ""));
        if (JobVerb.CANCEL.fits(state)) {
            acts.add(act(view, JobVerb.CANCEL, "danger"));
        }
        return acts;
    }

    private static Act act(JobView view, JobVerb verb, String kind) {
        Job job = view.job();
        String label = verb == JobVerb.CANCEL && view.isStopping() ? "Cancel again" : verb.label();
        return new Act(label, Links.act(job.id(), job.queue(), verb.word()), kind);
    }
}
