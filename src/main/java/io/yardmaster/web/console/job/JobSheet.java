package io.yardmaster.web.console.job;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.jobs.ListFilter;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    /** A tag of the job. @param href shows the jobs of this state that have it too */
    public record Tag(String text, String href) {}

    /** Its tags. */
    public List<Tag> tags() {
        String list = Links.jobs(view.state(), view.job().queue(), null);
        return view.job().tags().stream()
                .map(tag -> new Tag(tag, list + ListFilter.ofTag(tag).query()))
                .toList();
    }

    /** A button. @param path to post to @param kind primary, danger or empty @param word of its verb, for its id */
    public record Act(String label, String path, String kind, String word) {}

    /** Other jobs that died of the same failure. @param words how many @param href their list */
    public record Others(String words, String href) {}

    /** An error. @param attempt in which it came; 0 when not known @param others null where there are none */
    public record Fault(JobError error, int attempt, List<Stack.Part> stack, Others others) {
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

    /** True for a job that can be retried now. */
    public boolean mayRetry() {
        return JobVerb.RETRY.fits(view.state());
    }

    /** Where its payload can be edited before it runs again; null where it cannot, or holds what is not shown. */
    public String editHref() {
        String own = view.job().payload();
        boolean shown = payload != null && payload.text().equals(own);
        return shown ? Links.act(view.job().id(), view.job().queue(), "edit") : null;
    }

    /** What stands before its payload in the command that enqueues one like it; JSON within quotes of a shell. */
    public String curlBefore() {
        Job job = view.job();
        String tags = job.tags().stream().map(JobSheet::quoted).collect(Collectors.joining(","));
        return "curl -X POST \"$YARDMASTER_URL/api/v1/jobs\" -H \"Authorization: Bearer $YARDMASTER_API_TOKEN\""
                + " -H 'Content-Type: application/json' -d '{\"type\":" + quoted(job.type()) + ",\"queue\":"
                + quoted(job.queue()) + ",\"priority\":" + job.priority()
                + (tags.isEmpty() ? "" : ",\"tags\":[" + tags.replace("'", "'\\''") + "]") + ",\"payload\":";
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
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
        return new Act(label, Links.act(job.id(), job.queue(), verb.word()), kind, verb.word());
    }
}
