package io.yardmaster.web.console.queue;

import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.words.Zone;
import io.yardmaster.web.console.words.Zone.Moment;

/**
 * A job as one line of a short list.
 *
 * @param id its id
 * @param queue its queue
 * @param type its type
 * @param payload the beginning of its payload
 * @param error type and message of its last error; null when it has none
 * @param at when it was due, or when it ended
 */
public record JobLine(String id, String queue, String type, String payload, String error, Moment at) {
    private static final int LONGEST = 160;

    static JobLine of(JobView view, Zone zone, long now) {
        long at = view.standing().instant() == null
                ? view.job().dueAt()
                : view.standing().instant();
        return new JobLine(
                view.job().id(),
                view.job().queue(),
                view.job().type(),
                Text.cut(view.job().payload(), LONGEST),
                words(view.error()),
                zone.moment(at, now));
    }

    /** The class without its package, and what it says. */
    private static String words(JobError error) {
        if (error == null) {
            return null;
        }
        String name = error.type().substring(error.type().lastIndexOf('.') + 1);
        return Text.cut(error.message() == null ? name : name + ": " + error.message(), LONGEST);
    }
}
