package io.yardmaster.web.console.queue;

import io.yardmaster.insight.types.TypeShare;
import io.yardmaster.web.console.words.Words;

/** A job type of a queue as a row, in words. @param href shows its charts alone @param current they are shown */
public record TypeRow(TypeShare share, String href, boolean current) {
    public String attempts() {
        return Words.number(share.processed());
    }

    public String failed() {
        return Words.number(share.failed());
    }

    public String errors() {
        return share.processed() == 0 ? Words.NONE : Words.percent(share.errorRate());
    }

    public String average() {
        return share.processed() == share.failed() ? Words.NONE : Words.duration(share.averageMs());
    }

    public String p95() {
        return Words.duration(share.runTime().p95());
    }

    public String total() {
        return Words.duration(share.totalMs());
    }
}
