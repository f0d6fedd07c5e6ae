package io.yardmaster.insight.health;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.workflow.WorkflowViews.Blockers;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.queue.RateLimit;
import io.yardmaster.store.PlaceReader.Closed;
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
     * @param closed its lane, where a limit has closed it; null when none has
     * @param now epoch milliseconds
     */
    public record Known(JobView view, QueueInfo queue, List<NodeInfo> nodes, long ahead, Closed closed, long now) {
        /** A job whose lane is open. */
        public Known(JobView view, QueueInfo queue, List<NodeInfo> nodes, long ahead, long now) {
            this(view, queue, nodes, ahead, null, now);
        }
    }

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
            case BLOCKED -> blocked(null);
            case SCHEDULED -> planned(known);
            case RETRYING -> retrying(known);
            case WAITING -> waiting(known);
        };
    }

    /** The answer for a job that waits for others. @param blockers what is known of them; null when nothing is */
    public static Why blocked(Blockers blockers) {
        if (blockers == null) {
            return Why.of(WhyCode.BLOCKED, "Not running: it waits for other jobs of its workflow.");
        }
        String of = " of workflow " + blockers.workflow();
        String sentence = blockers.failed() > 0
                ? "Not running: " + FactNumbers.count(blockers.failed(), "job") + " before it" + of
                        + " did not end well, such as " + blockers.first() + "; a retry makes it go on."
                : blockers.open() > 0
                        ? "Not running: it waits for " + FactNumbers.count(blockers.open(), "job") + of + ", such as "
                                + blockers.first() + "."
                        : "Not running: the jobs before it" + of + " have ended, and it is about to start.";
        return new Why(WhyCode.BLOCKED, sentence, null, null, blockers.workflow());
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
        Why limit = limit(known);
        if (limit != null) {
            return limit.behind(known.ahead());
        }
        String place = known.ahead() == 0
                ? "it is next and waits for a free slot."
                : "it waits for a free slot behind about " + FactNumbers.count(known.ahead(), "job") + ".";
        return Why.of(WhyCode.BEHIND, "Not running: " + place).behind(known.ahead());
    }

    /** What limits the starts of its queue, type or group; null when nothing does now. */
    private static Why limit(Known known) {
        String queue = known.queue().name();
        String group = known.view().job().rules().group();
        RateLimit rate = known.queue().settings().rateLimit();
        RateLimit.By by = rate == null ? RateLimit.By.QUEUE : rate.by();
        if (known.closed() != null && known.closed().full()) {
            String sentence = "Not running: group " + group + " of queue " + queue + " runs as many jobs as it may.";
            return new Why(WhyCode.GROUP_LIMIT, sentence, null, null, group);
        }
        boolean whole = by == RateLimit.By.QUEUE || by == RateLimit.By.GROUP && group == null;
        Long until = known.closed() != null
                ? Long.valueOf(known.closed().until())
                : whole ? known.queue().limitedUntil() : null;
        if (until == null) {
            return null;
        }
        String sentence = "Not running: "
                + switch (by) {
                    case QUEUE -> "the rate of queue " + queue + " is limited.";
                    case TYPE ->
                        "the rate of type " + known.view().job().type() + " in queue " + queue + " is limited.";
                    case GROUP ->
                        "the rate of " + (group == null ? "jobs without a group" : "group " + group) + " in queue "
                                + queue + " is limited.";
                };
        return new Why(WhyCode.LIMITED, sentence, until, null, by.word());
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
                ? full(known)
                : Why.of(WhyCode.UNKNOWN_TYPE, "Not running: no live worker knows the type " + type + ".");
    }

    /** As many jobs of its queue run as may, over all nodes or on each; null when more may. */
    private static Why full(Known known) {
        QueueInfo queue = known.queue();
        Integer total = queue.settings().concurrency().total();
        Integer perNode = queue.settings().concurrency().perNode();
        if (total != null && queue.count(JobState.ACTIVE) >= total) {
            return full(FactNumbers.count(total, "job") + " of queue " + queue.name() + " may run at once, and do.");
        }
        boolean everywhere = perNode != null
                && known.nodes().stream()
                        .filter(node -> node.state().equals("running") && node.slotsFor(queue.name()) > 0)
                        .allMatch(node -> node.busyByQueue().getOrDefault(queue.name(), 0) >= perNode);
        return everywhere
                ? full(FactNumbers.count(perNode, "job") + " of queue " + queue.name()
                        + " may run at once on a node, and do on every one.")
                : null;
    }

    private static Why full(String fact) {
        return Why.of(WhyCode.CONCURRENCY, "Not running: " + fact);
    }
}
