package io.yardmaster.web.console.settings;

import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.engine.retention.TrimPreview.Effect;
import io.yardmaster.job.JobState;
import io.yardmaster.job.queue.QueueSettings;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What saving the settings of a queue would do now.
 *
 * @param sentences at least one; what removes jobs first
 * @param mark differs where the retention differs that it was told of
 */
public record Effects(List<String> sentences, String mark) {
    private static final int NEARLY_FULL = 80;

    static Effects of(QueueInfo now, QueueSettings wanted, Effect effect) {
        return new Effects(
                sentences(now, wanted, effect),
                Integer.toHexString(wanted.retention().toString().hashCode()));
    }

    private static List<String> sentences(QueueInfo now, QueueSettings wanted, Effect effect) {
        List<String> all = new ArrayList<>();
        addRemoved(all, effect);
        if (effect.deadFill() >= 100) {
            all.add("It would hold as many dead jobs as it may, and take no job in until some are retried or removed.");
        } else if (effect.deadFill() >= NEARLY_FULL) {
            all.add("It would be at " + effect.deadFill() + "\u00a0% of the dead jobs that it may hold.");
        }
        Integer total = wanted.concurrency().total();
        long running = now.count(JobState.ACTIVE);
        if (total != null && running > total) {
            all.add(Words.count(running, "job") + " of it run now, which go on; none starts until fewer than " + total
                    + " run.");
        }
        if (!wanted.defaults().equals(now.settings().defaults())) {
            all.add("The defaults would hold for every job that says nothing itself, those that wait too.");
        }
        if (wanted.rateLimit() != null
                && !wanted.rateLimit().equals(now.settings().rateLimit())) {
            all.add("Jobs would start no faster than "
                    + Words.number(wanted.rateLimit().max()) + " in "
                    + Words.duration(wanted.rateLimit().perMs()) + "; what waits for that uses no attempt.");
        }
        return all;
    }

    private static void addRemoved(List<String> all, Effect effect) {
        if (effect.completed() > 0) {
            all.add("Would remove about " + Words.count(effect.completed(), "completed job") + " now.");
        }
        if (effect.dead() > 0) {
            all.add("Would remove about " + Words.count(effect.dead(), "dead job") + " now.");
        }
        if (!effect.removes()) {
            all.add("Would remove no job now.");
        }
    }
}
