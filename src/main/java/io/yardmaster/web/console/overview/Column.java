package io.yardmaster.web.console.overview;

import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A column of the overview by which its rows can be put in order: names from a, figures from the largest. */
enum Column {
    QUEUE("Queue", null),
    WAITING("Waiting", lane -> lane.count(JobState.WAITING)),
    HOUR("Last hour", QueueSnapshot::processedInHour),
    OLDEST("Oldest waiting", lane -> lane.info().oldestWaitingMs()),
    DONE("Done / min", lane -> lane.recent().throughputPerMinute()),
    ERRORS("Error rate", lane -> lane.recent().errorRate()),
    WAIT("p95 wait", lane -> lane.recent().waitTime().p95()),
    RUN("p95 run", lane -> lane.recent().runTime().p95()),
    SLOTS("Slots busy", lane -> lane.info().slotsBusy()),
    DEAD("Dead", lane -> lane.count(JobState.DEAD));

    private final String title;
    private final Comparator<QueueSnapshot> order;

    /** @param figure may be null for a queue that has none; null itself for the column of names */
    Column(String title, Function<QueueSnapshot, Number> figure) {
        this.title = title;
        Comparator<QueueSnapshot> byName = Comparator.comparing(QueueSnapshot::name);
        this.order = figure == null
                ? byName
                : Comparator.comparingDouble((QueueSnapshot lane) -> -value(figure.apply(lane)))
                        .thenComparing(byName);
    }

    /** Empty for a text that names none. @param key hostile, may be null */
    static Optional<Column> of(String key) {
        return Arrays.stream(values())
                .filter(column -> column.key().equals(key))
                .findFirst();
    }

    /** As in a URL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    Comparator<QueueSnapshot> order() {
        return order;
    }

    private static double value(Number figure) {
        return figure == null ? -1 : figure.doubleValue();
    }
}
