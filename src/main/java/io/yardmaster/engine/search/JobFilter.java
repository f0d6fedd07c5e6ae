package io.yardmaster.engine.search;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.JobError;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Which jobs of a list are meant; what is null does not matter. The time of a job is the one that its state is ordered
 * by: of final states the end, of scheduled and retrying the next run, of active the start; of waiting and blocked jobs
 * it is their creation.
 *
 * @param type of the job
 * @param tag one of its tags
 * @param text stands in the payload or in an error, in whatever case
 * @param from epoch milliseconds, the first that is meant
 * @param to epoch milliseconds, the first after those that are meant
 * @param shown what the caller may see of a payload or an error: nothing else is searched
 */
public record JobFilter(String type, String tag, String text, Long from, Long to, UnaryOperator<String> shown) {
    /** Every job. */
    public static final JobFilter ALL = new JobFilter(null, null, null, null, null, UnaryOperator.identity());

    public JobFilter {
        text = text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    /** True where nothing but the job itself says whether it is meant. */
    public boolean looksAtJobs(JobState state) {
        boolean timed = from != null || to != null;
        return type != null || tag != null || text != null || timed && !isByTime(state);
    }

    /** The first time that is meant in the order of a state, with its last one for a final state; null for any. */
    public Long first(JobState state) {
        Long last = to == null ? null : Long.valueOf(to - 1);
        return isByTime(state) ? state.isFinal() ? last : from : null;
    }

    /** True for a state whose order is the order of the times. */
    public static boolean isByTime(JobState state) {
        return state != JobState.WAITING && state != JobState.BLOCKED;
    }

    /** True where a place of a state that is ordered by time comes after all that are meant. @param score of the place */
    public boolean isBeyond(JobState state, long score) {
        if (!isByTime(state)) {
            return false;
        }
        return state.isFinal() ? from != null && score < from : to != null && score >= to;
    }

    /** True for a job that is meant. */
    public boolean fits(JobView view) {
        return (type == null || type.equals(view.job().type()))
                && (tag == null || view.job().tags().contains(tag))
                && covers(time(view))
                && (text == null || texts(view).anyMatch(this::holds));
    }

    private boolean covers(long time) {
        return (from == null || time >= from) && (to == null || time < to);
    }

    private boolean holds(String found) {
        return shown.apply(found).toLowerCase(Locale.ROOT).contains(text);
    }

    private static Stream<String> texts(JobView view) {
        Stream<String> errors = view.attempts().stream()
                .map(Attempt::error)
                .filter(Objects::nonNull)
                .flatMap(JobFilter::words);
        return Stream.concat(Stream.of(view.job().payload()), errors).filter(Objects::nonNull);
    }

    private static Stream<String> words(JobError error) {
        return Stream.of(error.type(), error.message()).filter(Objects::nonNull);
    }

    private static long time(JobView view) {
        boolean runs = view.state() == JobState.ACTIVE && view.standing().claim() != null;
        if (runs) {
            return view.standing().claim().startedAt();
        }
        Long instant = view.standing().instant();
        return instant == null ? view.job().createdAt() : instant;
    }
}
