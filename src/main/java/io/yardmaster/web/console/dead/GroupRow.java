package io.yardmaster.web.console.dead;

import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.chart.Spark;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.Collections;

/**
 * A group of failures as a row, in words.
 *
 * @param first when its first job died
 * @param last when its last one did
 * @param current its jobs are listed below
 */
public record GroupRow(FailureGroup group, Zone.Moment first, Zone.Moment last, boolean current) {
    private static final int LONGEST_MESSAGE = 160;

    static GroupRow of(FailureGroup group, boolean current, Zone zone, long now) {
        long read = Math.max(now, group.lastAt()); // a job may have died since the page was begun
        return new GroupRow(group, zone.moment(group.firstAt(), read), zone.moment(group.lastAt(), read), current);
    }

    /** Of its element. */
    public String id() {
        return "group-" + group.queue() + "-" + group.fingerprint();
    }

    /** Class of the error without its package. */
    public String error() {
        String type = group.errorType();
        return group.isOther() ? "Other failures" : type == null ? "Error" : type.substring(type.lastIndexOf('.') + 1);
    }

    /** The message, cut; empty when there is none. */
    public String message() {
        String said = group.isOther() ? "all beyond the first 1,000 groups of the queue" : group.message();
        return said == null ? "" : Text.cut(said, LONGEST_MESSAGE);
    }

    public String count() {
        return Words.number(group.count());
    }

    /** How many died a minute, in words; empty while none does. */
    public String growing() {
        return group.lately() == 0 ? "" : "growing, " + Words.number(group.lately()) + " a minute";
    }

    /** The deaths of the last hour. */
    public Spark spark() {
        return Spark.of(
                group.trend(),
                "Died in the last hour: "
                        + group.trend().stream().mapToInt(Integer::intValue).sum());
    }

    /** The most deaths in one of the last sixty minutes. */
    public String max() {
        int max = Collections.max(group.trend());
        return max == 0 ? "none" : "max " + Words.number(max);
    }

    public String href() {
        return Links.dead(group.queue(), group.fingerprint(), null);
    }

    /** The preview of an act. @param act retry-all or purge */
    public String act(String act) {
        return "/dead/" + act + "?queue=" + Links.encoded(group.queue()) + "&fingerprint="
                + Links.encoded(group.fingerprint());
    }

    public String sampleHref() {
        return Links.job(group.sample(), group.queue());
    }
}
