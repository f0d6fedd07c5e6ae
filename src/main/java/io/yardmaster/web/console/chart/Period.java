package io.yardmaster.web.console.chart;

import io.yardmaster.web.console.words.Zone;

/** The stretch of time that a chart shows: one up to now, or one between two moments. */
public interface Period {
    /** As in a sentence: the last hour. */
    String words();

    /** Milliseconds of one step. */
    long stepMs();

    /** When it begins, in epoch milliseconds. */
    long from(long now);

    /** When it ends, in epoch milliseconds, exclusive. */
    long to(long now);

    /** The parameters of a URL that ask for it, encoded. */
    String query();

    /** True where the axis has a label. */
    boolean isLabelled(long at, Zone zone);

    /** A step, as it is named beside its values. */
    String step(long at, Zone zone);

    /** A step, as it is named on the axis. */
    String label(long at, Zone zone);
}
