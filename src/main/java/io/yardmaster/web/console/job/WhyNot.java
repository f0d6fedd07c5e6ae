package io.yardmaster.web.console.job;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.insight.health.Why;
import io.yardmaster.insight.health.WhyCode;
import io.yardmaster.insight.health.WhyRules;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.words.Words;
import java.util.function.LongFunction;

/**
 * Why a job is not running, as its page says it.
 *
 * @param sentence what holds it
 * @param detail when that ends and what follows; empty when nothing is known of that
 * @param blocked true when no waiting helps: somebody has to act
 */
public record WhyNot(String sentence, String detail, boolean blocked) {
    private static final int LONGEST_ERROR = 200;

    public WhyNot {
        sentence = Words.unbroken(sentence);
    }

    /**
     * The sentence for a job that is not running; null for one that runs or has completed.
     *
     * @param known of the job
     * @param jobsWaiting in its queue
     * @param startsPerMinute attempts of its queue in the last minutes; 0 when there were none
     * @param time epoch milliseconds to a time of day
     */
    static WhyNot of(WhyRules.Known known, long jobsWaiting, double startsPerMinute, LongFunction<String> time) {
        Why why = WhyRules.of(known);
        return switch (known.view().state()) {
            case ACTIVE, COMPLETED -> null;
            case DEAD -> dead(known, why, time);
            case CANCELLED, BLOCKED -> new WhyNot(why.sentence(), "", false);
            case SCHEDULED, RETRYING -> delayed(known, why, jobsWaiting, startsPerMinute, time);
            case WAITING -> waiting(known, why, startsPerMinute, time);
        };
    }

    /** Since when, after how many attempts, and with which error. */
    private static WhyNot dead(WhyRules.Known known, Why why, LongFunction<String> time) {
        JobView view = known.view();
        Long at = view.standing().instant();
        String since = at == null ? "" : "since " + time.apply(at);
        String sentence =
                why.sentence().replaceFirst("^Dead: ", "Dead " + since + ": ").replace("Dead : ", "Dead: ");
        JobError error = view.error();
        String last = error == null ? "" : "Last with " + words(error) + ". ";
        return new WhyNot(sentence, last + "It does not run again unless someone retries it.", true);
    }

    /** The class without its package, and the first line of what it says. */
    static String words(JobError error) {
        String name = error.type().substring(error.type().lastIndexOf('.') + 1);
        String said = error.message() == null
                ? ""
                : error.message().strip().lines().findFirst().orElse("");
        return Text.cut(said.isEmpty() ? name : name + ": " + said, LONGEST_ERROR);
    }

    private static WhyNot delayed(
            WhyRules.Known known, Why why, long jobsWaiting, double startsPerMinute, LongFunction<String> time) {
        Why obstacle = WhyRules.obstacle(known);
        String when = "At " + time.apply(why.until()) + ". ";
        if (obstacle != null) {
            return new WhyNot(why.sentence(), when + Words.unbroken(obstacle.sentence()), true);
        }
        String then = jobsWaiting == 0 ? "" : "Then it waits behind about " + Words.count(jobsWaiting, "job") + ". ";
        long from = Math.max(why.until(), known.now());
        return new WhyNot(
                why.sentence(),
                when + then + slots(known.queue()) + start(jobsWaiting, startsPerMinute, from, time),
                false);
    }

    private static WhyNot waiting(WhyRules.Known known, Why why, double startsPerMinute, LongFunction<String> time) {
        if (why.code() == WhyCode.BEHIND) {
            String then = start(known.ahead(), startsPerMinute, known.now(), time);
            return new WhyNot(why.sentence(), slots(known.queue()) + then, false);
        }
        String behind = known.ahead() == 0
                ? "It is next."
                : "It stands behind about " + Words.count(known.ahead(), "job") + ".";
        if (why.code() == WhyCode.LIMITED) {
            behind = "Limited until " + time.apply(why.until()) + ". " + behind;
        }
        return new WhyNot(why.sentence(), behind, why.code().needsSomeone());
    }

    private static String slots(QueueInfo queue) {
        String total = Words.count(queue.slotsTotal(), "slot");
        return queue.slotsBusy() >= queue.slotsTotal()
                ? "All " + total + " of " + queue.name() + " are busy."
                : queue.slotsBusy() + " of " + total + " of " + queue.name() + " are busy.";
    }

    /** When it may start at the pace of the last minutes; empty when that tells nothing. */
    private static String start(long ahead, double startsPerMinute, long from, LongFunction<String> time) {
        if (ahead == 0 || startsPerMinute <= 0) {
            return "";
        }
        long start = from + Math.round(ahead / startsPerMinute * 60_000);
        return " At " + Words.count(Math.round(startsPerMinute), "attempt") + " a minute it starts about "
                + time.apply(start) + ".";
    }
}
