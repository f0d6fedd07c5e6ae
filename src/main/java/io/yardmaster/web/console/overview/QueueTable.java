package io.yardmaster.web.console.overview;

import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The queues of the overview: never more rows than people read. Those with trouble come first, then the paused; quiet
 * ones are folded where there are many, and what is left goes by its name, or by how busy it is where it is long.
 *
 * @param rows of this page
 * @param wanted what the viewer asked for
 * @param all how many queues there are
 * @param quiet how many are folded
 * @param fitting how many rows there are on all pages
 */
public record QueueTable(List<QueueRow> rows, OverviewQuery wanted, int all, long quiet, int fitting) {
    /** Rows of a page. */
    static final int MOST_ROWS = 50;
    /** Up to so many queues none is folded and nothing needs to be searched. */
    static final int FEW = 20;
    /** A table of more rows stands below the charts. */
    private static final int LONG = 15;

    /** The head of a column. @param href puts the rows in its order, or back @param sorted as in aria-sort; null for not */
    public record Head(String title, String href, String sorted, boolean figure) {}

    static QueueTable of(Scene scene, OverviewQuery wanted) {
        String find = wanted.find().toLowerCase(Locale.ROOT);
        List<QueueSnapshot> found = scene.inOrder().stream()
                .filter(queue -> queue.name().toLowerCase(Locale.ROOT).contains(find))
                .toList();
        boolean folds = !wanted.quiet() && find.isEmpty() && scene.queues().size() > FEW;
        List<QueueSnapshot> kept =
                folds ? found.stream().filter(queue -> !isQuiet(scene, queue)).toList() : found;
        List<QueueRow> rows = kept.stream()
                .sorted(order(scene, wanted, kept.size()))
                .skip((long) (wanted.page() - 1) * MOST_ROWS)
                .limit(MOST_ROWS)
                .map(queue -> QueueRow.of(queue, scene.glyph(queue.name()), scene.sharesSlots(queue.name())))
                .toList();
        return new QueueTable(rows, wanted, scene.queues().size(), (long) found.size() - kept.size(), kept.size());
    }

    /** Nothing is wrong with it, nothing waits or runs, and nothing ran in the last hour. */
    private static boolean isQuiet(Scene scene, QueueSnapshot queue) {
        return scene.glyph(queue.name()).equals("dot")
                && queue.count(JobState.WAITING) + queue.count(JobState.ACTIVE) + queue.count(JobState.RETRYING) == 0
                && queue.processedInHour() == 0;
    }

    private static Comparator<QueueSnapshot> order(Scene scene, OverviewQuery wanted, int rows) {
        if (wanted.sort() != null) {
            return wanted.sort().order();
        }
        Comparator<QueueSnapshot> trouble = Comparator.comparing(queue -> scene.rank(queue.name()));
        return trouble.thenComparing(rows > MOST_ROWS ? Column.HOUR.order() : Column.QUEUE.order());
    }

    public boolean isEmpty() {
        return all == 0;
    }

    /** True when the charts come first. */
    public boolean isLong() {
        return rows.size() > LONG;
    }

    /** True when there is something to search in. */
    public boolean isSearched() {
        return all > FEW;
    }

    public List<Head> heads() {
        return Arrays.stream(Column.values())
                .map(column -> {
                    boolean current = column == wanted.sort();
                    String sorted = !current ? null : column == Column.QUEUE ? "ascending" : "descending";
                    boolean figure = column != Column.QUEUE && column != Column.HOUR;
                    return new Head(column.title(), wanted.sortedBy(current ? null : column), sorted, figure);
                })
                .toList();
    }

    /** Which rows are shown of how many; null when all are. */
    public String shown() {
        int first = (wanted.page() - 1) * MOST_ROWS;
        return fitting <= MOST_ROWS || rows.isEmpty()
                ? null
                : Words.number(first + 1L) + " to " + Words.number(first + rows.size()) + " of "
                        + Words.count(fitting, "queue");
    }

    /** The page before; null on the first. */
    public String before() {
        return wanted.page() == 1 ? null : wanted.onPage(wanted.page() - 1);
    }

    /** The next page; null on the last. */
    public String next() {
        return wanted.page() * MOST_ROWS >= fitting ? null : wanted.onPage(wanted.page() + 1);
    }
}
