package io.yardmaster.engine.bulk;

import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.JobView;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody wants done to many jobs of one state.
 *
 * @param verb one of {@link #VERBS} that fits the state
 * @param until epoch milliseconds: a job that came into its state later is not touched
 */
public record Selection(JobVerb verb, JobState state, Which which, long until) {
    /** What can be done to many jobs at once. */
    public static final Set<JobVerb> VERBS = Set.of(JobVerb.RETRY, JobVerb.CANCEL, JobVerb.DELETE);

    /** How many jobs can be chosen one by one. */
    public static final int MOST_PICKED = 1_000;

    /** Of an excluded job: it is gone. */
    public static final String GONE = "gone";
    /** Of an excluded job: it is in another state now, or came into this one again. */
    public static final String STATE = "state";
    /** Of an excluded job: another job holds its unique key. */
    public static final String UNIQUE = "unique";
    /** Of an excluded job: its workflow goes on and may need its result. */
    public static final String WORKFLOW = "workflow";

    /** Which jobs are meant. */
    public sealed interface Which {}

    /** Jobs that were picked one by one, at most {@value #MOST_PICKED}. */
    public record Picked(List<Ref> jobs) implements Which {}

    /** A job by its queue and id. */
    public record Ref(String queue, String id) {}

    /**
     * All jobs with something in common.
     *
     * @param queue null for all queues, and then something else must be asked for
     * @param type null for every type
     */
    public record Fitting(String queue, String type, Match match) implements Which {
        /** True where every job of all queues would be meant. */
        public boolean isUnbounded() {
            return queue == null && type == null && match.isAny();
        }
    }

    /**
     * What would be done.
     *
     * @param matched how many jobs are meant, those that are excluded too
     * @param queues how many jobs of each queue would be acted on; only queues that have one
     * @param excluded how many jobs would be left out, by reason
     * @param samples up to five of those that would be acted on
     */
    public record SelectionPreview(
            long matched, Map<String, Long> queues, Map<String, Long> excluded, List<JobView> samples) {
        /** How many jobs it would act on. */
        public long eligible() {
            return matched
                    - excluded.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** One that cannot be carried out since too much is meant; its message is a sentence that says so. */
    public static final class TooWideException extends RuntimeException {
        TooWideException(String why) {
            super(why);
        }
    }

    /** When a job came into the state that it is in, as far as that is known; epoch milliseconds. */
    static long arrivedAt(JobView view) {
        if (view.unreadable() != null && !view.state().isFinal()) {
            return 0; // its record does not tell
        }
        return switch (view.state()) {
            case COMPLETED, DEAD, CANCELLED -> view.standing().finishedAt();
            case ACTIVE ->
                view.standing().claim() == null
                        ? view.job().createdAt()
                        : view.standing().claim().startedAt();
            case WAITING -> Math.max(view.job().createdAt(), view.job().dueAt());
            case SCHEDULED, RETRYING ->
                view.attempts().isEmpty()
                        ? view.job().createdAt()
                        : view.attempts().getLast().finishedAt();
            case BLOCKED -> view.job().createdAt();
        };
    }
}
