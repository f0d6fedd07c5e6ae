package io.yardmaster.insight.health;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import java.util.List;

/** Why a job is not running, made of what is known. Decided here and nowhere else. */
public final class WhyRules {
    private WhyRules() {}

    /**
     * What is known at one moment.
     *
     * @param view the job
     * @param queue its queue
     * @param nodes of the cluster
     * @param ahead jobs of its queue that run before it, about; asked only of a job that waits
     * @param now epoch milliseconds
     */
    public record Known(JobView view, QueueInfo queue, List<NodeInfo> nodes, long ahead, long now) {}

    /** The answer when the store cannot be asked. */
    public static Why storeAway() {
        return Why.of(WhyCode.STORE_AWAY, "Not known: the store does not answer, and nothing new starts.");
    }

    public static Why of(Known known) {
        JobView view = known.view();
        return switch (view.state()) {
            case ACTIVE -> Why.of(WhyCode.RUNS, "It runs now.");
            case COMPLETED -> Why.of(WhyCode.ENDED, "It has completed.");
            case CANCELLED -> Why.of(WhyCode.ENDED, "Cancelled: it does not run again unless someone retries it.");
            case DEAD -> Why.of(WhyCode.ENDED, "Dead: " + death(view));
            case BLOCKED -> Why.of(WhyCode.BLOCKED, "Not running: it waits for other jobs of its workflow.");
            case SCHEDULED -> planned(known);
            case RETRYING -> retrying(known);
            case WAITING -> waiting(known);
        };
    }

    private static String death(JobView view) {
        if (view.standing().ending() == null) {
            return "the reason was not kept.";
        }
        String detail = view.standing().ending().detail();
        String said = detail == null ? "" : " (" + detail + ")";
        return switch (view.standing().ending().reason()) {
            case EXHAUSTED -> exhausted(view.job().tally().failures()) + said + ".";
            case FATAL -> "the handler said that no retry can help" + said + ".";
            case LOST ->
                "its worker was lost " + FactNumbers.count(view.job().tally().lost(), "time") + said + ".";
            case UNKNOWN_HANDLER -> "no live worker knew the type " + view.job().type() + said + ".";
            case BAD_PAYLOAD -> "its payload cannot be read" + said + ".";
            case EXPIRED -> "it was fetched after its time had run out" + said + ".";
            case IDEMPOTENT, BY_USER, WORKFLOW ->
                view.standing().ending().reason().word() + said + ".";
        };
    }

    private static String exhausted(int failures) {
        return failures == 1 ? "1 attempt failed" : "all " + FactNumbers.count(failures, "attempt") + " failed";
    }

    private static Why planned(Known known) {
        long at = dueAt(known.view());
        String sentence = "Not running: its first run is planned " + in(at, known.now()) + ".";
        return Why.until(WhyCode.SCHEDULED, sentence, at);
    }

    private static Why retrying(Known known) {
        long at = dueAt(known.view());
        String sentence = "Not running: " + lastEnd(known.view()) + ", the next may start " + in(at, known.now()) + ".";
        return Why.until(WhyCode.RETRYING, sentence, at);
    }

    private static long dueAt(JobView view) {
        return view.standing().instant() == null
                ? view.job().dueAt()
                : view.standing().instant();
    }

    private static String in(long at, long now) {
        return at > now
                ? "in " + FactNumbers.duration(at - now)
                : "now: it has been due for " + FactNumbers.duration(now - at);
    }

    private static String lastEnd(JobView view) {
        List<Attempt> attempts = view.attempts();
        Attempt.End end =
                attempts.isEmpty() ? Attempt.End.FAILED : attempts.getLast().outcome();
        return switch (end) {
            case SNOOZED -> "its handler asked to be called again";
            case LOST -> "its worker was lost";
            case RELEASED -> "its worker gave it back";
            default -> "attempt " + view.job().tally().failures() + " failed";
        };
    }

    private static Why waiting(Known known) {
        Why obstacle = obstacle(known);
        if (obstacle != null) {
            return obstacle.behind(known.ahead());
        }
        String place = known.ahead() == 0
                ? "it is next and waits for a free slot."
                : "it waits for a free slot behind about " + FactNumbers.count(known.ahead(), "job") + ".";
        return Why.of(WhyCode.BEHIND, "Not running: " + place).behind(known.ahead());
    }

    /** What keeps every job of its kind from running; null when nothing does. */
    public static Why obstacle(Known known) {
        String type = known.view().job().type();
        String queue = known.queue().name();
        if (known.queue().paused()) {
            return Why.of(WhyCode.PAUSED, "Not running: queue " + queue + " is paused.");
        }
        if (known.queue().slotsTotal() == 0) {
            return Why.of(WhyCode.NO_WORKER, "Not running: no live worker serves queue " + queue + ".");
        }
        boolean isKnown = known.nodes().stream()
                .anyMatch(node -> node.state().equals("running") && node.types().contains(type));
        return isKnown
                ? null
                : Why.of(WhyCode.UNKNOWN_TYPE, "Not running: no live worker knows the type " + type + ".");
    }
}
