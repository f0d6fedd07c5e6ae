package io.yardmaster.web.console.job;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.console.words.Words;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Why a job is not running, in one true sentence made of what is known.
 *
 * @param sentence what holds it
 * @param detail what follows from that; empty when nothing does
 * @param blocked true when no waiting helps: somebody has to act
 */
public record WhyNot(String sentence, String detail, boolean blocked) {

    /**
     * What is known at one moment.
     *
     * @param view the job
     * @param maxAttempts that it may use
     * @param queue its queue
     * @param nodes of the cluster
     * @param ahead jobs that run before it, about; of a job that does not wait, all that wait
     * @param startsPerMinute attempts of its queue in the last minutes; 0 when there were none
     * @param now epoch milliseconds
     */
    public record Facts(
            JobView view,
            int maxAttempts,
            QueueInfo queue,
            List<NodeInfo> nodes,
            long ahead,
            double startsPerMinute,
            long now) {}

    /**
     * How instants and durations are said.
     *
     * @param time epoch milliseconds to a time of day
     * @param duration milliseconds to words
     */
    public record Wording(LongFunction<String> time, LongFunction<String> duration) {}

    /** The sentence for a job that is not running; null for one that runs or has completed. */
    static WhyNot of(Facts facts, Wording say) {
        JobView view = facts.view();
        return switch (view.state()) {
            case ACTIVE, COMPLETED -> null;
            case CANCELLED -> new WhyNot("Cancelled: it does not run again unless someone retries it.", "", false);
            case DEAD -> new WhyNot("Dead: " + death(facts), "It does not run again unless someone retries it.", true);
            case BLOCKED -> new WhyNot("Not running: it waits for other jobs of its workflow.", "", false);
            case SCHEDULED, RETRYING -> delayed(facts, say);
            case WAITING -> waiting(facts, say);
        };
    }

    private static String death(Facts facts) {
        JobView view = facts.view();
        if (view.standing().ending() == null) {
            return "the reason was not kept.";
        }
        String detail = view.standing().ending().detail();
        String said = detail == null ? "" : " (" + detail + ")";
        return switch (view.standing().ending().reason()) {
            case EXHAUSTED -> "all " + plural(view.job().tally().failures(), "attempt") + " failed" + said + ".";
            case FATAL -> "the handler said that no retry can help" + said + ".";
            case LOST -> "its worker vanished " + plural(view.job().tally().lost(), "time") + said + ".";
            case UNKNOWN_HANDLER -> "no live worker knew the type " + view.job().type() + said + ".";
            case BAD_PAYLOAD -> "its payload cannot be read" + said + ".";
            case EXPIRED -> "it was fetched after its time had run out" + said + ".";
            case IDEMPOTENT, BY_USER, WORKFLOW ->
                view.standing().ending().reason().word() + said + ".";
        };
    }

    private static WhyNot delayed(Facts facts, Wording say) {
        long at = facts.view().standing().instant() == null
                ? facts.view().job().dueAt()
                : facts.view().standing().instant();
        String when = at > facts.now()
                ? "at " + say.time.apply(at) + ", in " + say.duration.apply(at - facts.now())
                : "now: it has been due for " + say.duration.apply(facts.now() - at);
        String cause = facts.view().state() == JobState.SCHEDULED
                ? "its first run is planned "
                : lastEnd(facts) + ", the next may start ";
        String obstacle = obstacle(facts);
        String then =
                obstacle == null ? queueing(facts, Math.max(at, facts.now()), say) : Words.capital(obstacle) + ".";
        return new WhyNot("Not running: " + cause + when + ".", then, obstacle != null);
    }

    private static String lastEnd(Facts facts) {
        List<Attempt> attempts = facts.view().attempts();
        Attempt.End end =
                attempts.isEmpty() ? Attempt.End.FAILED : attempts.getLast().outcome();
        return switch (end) {
            case SNOOZED -> "its handler asked to be called again";
            case LOST -> "its worker vanished";
            case RELEASED -> "its worker gave it back";
            default -> "attempt " + facts.view().job().tally().failures() + " of " + facts.maxAttempts() + " failed";
        };
    }

    private static WhyNot waiting(Facts facts, Wording say) {
        String obstacle = obstacle(facts);
        if (obstacle != null) {
            String behind = facts.ahead() == 0 ? "It is next." : "It stands behind about " + jobs(facts.ahead()) + ".";
            return new WhyNot("Not running: " + obstacle + ".", behind, true);
        }
        String place = facts.ahead() == 0
                ? "it is next and waits for a free slot."
                : "it waits for a free slot behind about " + jobs(facts.ahead()) + ".";
        return new WhyNot("Not running: " + place, queueing(facts, facts.now(), say), false);
    }

    /** What keeps every job of its kind from running; null when nothing does. */
    private static String obstacle(Facts facts) {
        String type = facts.view().job().type();
        List<NodeInfo> live = facts.nodes().stream()
                .filter(node -> node.state().equals("running"))
                .toList();
        if (facts.queue().paused()) {
            return "queue " + facts.queue().name() + " is paused";
        } else if (facts.queue().slotsTotal() == 0) {
            return "no live worker serves queue " + facts.queue().name();
        } else if (live.stream().noneMatch(node -> node.types().contains(type))) {
            return "no live worker knows the type " + type;
        }
        return null;
    }

    private static String queueing(Facts facts, long from, Wording say) {
        QueueInfo queue = facts.queue();
        boolean waits = facts.view().state() == JobState.WAITING;
        String slots = queue.slotsBusy() >= queue.slotsTotal()
                ? "All " + plural(queue.slotsTotal(), "slot") + " of " + queue.name() + " are busy."
                : queue.slotsBusy() + " of " + plural(queue.slotsTotal(), "slot") + " of " + queue.name()
                        + " are busy.";
        String then = waits || facts.ahead() == 0 ? "" : "Then it waits behind about " + jobs(facts.ahead()) + ". ";
        if (facts.ahead() == 0 || facts.startsPerMinute() <= 0) {
            return then + slots;
        }
        long start = from + Math.round(facts.ahead() / facts.startsPerMinute() * 60_000);
        return then + slots + " At " + Words.number(Math.round(facts.startsPerMinute()))
                + " attempts a minute it starts about " + say.time.apply(start) + ".";
    }

    private static String jobs(long count) {
        return Words.number(count) + (count == 1 ? " job" : " jobs");
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
