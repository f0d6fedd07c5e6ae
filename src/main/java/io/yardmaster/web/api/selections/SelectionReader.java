package io.yardmaster.web.api.selections;

import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.Picked;
import io.yardmaster.engine.bulk.Selection.Ref;
import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Body;
import io.yardmaster.web.api.request.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a caller wants done to many jobs: all that is wrong is told at once. */
final class SelectionReader {
    private static final Set<String> KNOWN =
            Set.of("state", "jobs", "queue", "type", "tag", "q", "from", "to", "asOf", "dryRun");
    private static final Set<String> JOB = Set.of("queue", "id");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_TAG = 64;

    private final JobVerb verb;
    private final long now;
    private final JsonReader in;
    private JobState state;
    private List<Ref> jobs;
    private String queue;
    private String type;
    private String tag;
    private String text;
    private Long from;
    private Long to;
    private Long asOf;
    private boolean dryRun;

    private SelectionReader(JobVerb verb, long now, JsonReader in) {
        this.verb = verb;
        this.now = now;
        this.in = in;
    }

    /** A selection, and whether it is only asked what would be done. */
    record Asked(Selection selection, boolean dryRun) {}

    /** @param now epoch milliseconds */
    static Asked of(JobVerb verb, Body body, long now) {
        JsonReader in = new JsonReader(body.text(Body.LARGEST));
        SelectionReader reader = new SelectionReader(verb, now, in);
        return in.whole(reader::read);
    }

    private Asked read() {
        boolean said = in.object(KNOWN, Set.of(), this::member) && !in.isWrong();
        return said ? asked() : null;
    }

    private Asked asked() {
        Fitting fitting = new Fitting(queue, type, new Match(tag, text, from, to, false));
        if (state == null) {
            in.note("/state", "is required");
        } else if (jobs != null && !fitting.isUnbounded()) {
            in.note("/jobs", "cannot be combined with queue, type, tag, q, from or to");
        } else if (jobs == null && fitting.isUnbounded()) {
            in.note("", "must name jobs, or at least one of queue, type, tag, q, from and to");
        } else if (from != null && to != null && from >= to) {
            in.note("/from", "must be before to");
        }
        return in.isWrong()
                ? null
                : new Asked(
                        new Selection(
                                verb, state, jobs == null ? fitting : new Picked(jobs), asOf == null ? now : asOf),
                        dryRun);
    }

    private void member(String name) {
        switch (name) {
            case "state" -> state = state();
            case "jobs" -> jobs = jobs();
            case "queue" -> queue = in.string(Name::isName, "must be the name of a queue");
            case "type" -> type = in.string(Name::isName, "must be the name of a job type");
            case "tag" -> tag = words(LONGEST_TAG);
            case "q" -> text = words(LONGEST_TEXT);
            case "from" -> from = At.read(in);
            case "to" -> to = At.read(in);
            case "asOf" -> asOf = asOf();
            default -> dryRun = Boolean.TRUE.equals(in.bool());
        }
    }

    private String words(int most) {
        return in.string(words -> !words.isEmpty() && words.length() <= most, "must be 1 to " + most + " characters");
    }

    private Long asOf() {
        Long at = At.read(in);
        if (at != null && at > now) {
            in.note("", "must not be in the future");
        }
        return at;
    }

    private JobState state() {
        String word = in.string(this::fits, "must be one of " + states() + ", from which jobs can be " + verb.done());
        return word == null ? null : JobState.of(word).orElseThrow();
    }

    private boolean fits(String word) {
        return JobState.of(word).filter(verb::fits).isPresent();
    }

    private String states() {
        return Arrays.stream(JobState.values())
                .filter(verb::fits)
                .map(JobState::word)
                .collect(Collectors.joining(", "));
    }

    private List<Ref> jobs() {
        List<Ref> all = new ArrayList<>();
        in.array(() -> {
            Ref job = job();
            if (all.size() < Selection.MOST_PICKED) {
                all.add(job);
            } else {
                in.note("", "must be one of at most " + Selection.MOST_PICKED + " jobs");
            }
        });
        return all;
    }

    private Ref job() {
        String[] said = new String[2];
        boolean read = in.object(JOB, Set.of(), name -> {
            if (name.equals("queue")) {
                said[0] = in.string(Name::isName, "must be the name of a queue");
            } else {
                said[1] = in.string(Name::isId, "must be the id of a job");
            }
        });
        if (read && !in.isWrong() && (said[0] == null || said[1] == null)) {
            in.note(said[0] == null ? "/queue" : "/id", "is required");
        }
        return new Ref(said[0], said[1]);
    }
}
