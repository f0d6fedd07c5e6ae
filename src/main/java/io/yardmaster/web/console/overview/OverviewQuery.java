package io.yardmaster.web.console.overview;

import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.frame.Links;
import java.util.function.UnaryOperator;

/**
 * What a viewer of the overview asked for, all of it in its URL.
 *
 * @param range of the charts
 * @param find a part of the names of the queues shown; empty for all
 * @param sort null for trouble first
 * @param quiet true when quiet queues are shown too
 * @param page from 1
 */
record OverviewQuery(Range range, String find, Column sort, boolean quiet, int page) {
    private static final int LONGEST_FIND = 128;
    private static final int LAST_PAGE = 10_000;

    /** @param query value of a parameter, hostile; null when it is not there */
    static OverviewQuery of(UnaryOperator<String> query) {
        String find = query.apply("find");
        String part = find == null ? "" : find.strip();
        return new OverviewQuery(
                Range.of(query.apply("range")),
                part.length() > LONGEST_FIND ? part.substring(0, LONGEST_FIND) : part,
                Column.of(query.apply("sort")).orElse(null),
                "shown".equals(query.apply("quiet")),
                page(query.apply("page")));
    }

    private static int page(String text) {
        boolean number = text != null && text.matches("[1-9][0-9]{0,4}");
        return number ? Math.min(Integer.parseInt(text), LAST_PAGE) : 1;
    }

    /** As the query of a URL; what is as by itself is left out. */
    String query() {
        return "?range=" + range.key()
                + (find.isEmpty() ? "" : "&find=" + Links.encoded(find))
                + (sort == null ? "" : "&sort=" + sort.key())
                + (quiet ? "&quiet=shown" : "")
                + (page == 1 ? "" : "&page=" + page);
    }

    String sortedBy(Column column) {
        return "/" + new OverviewQuery(range, find, column, quiet, 1).query();
    }

    String onPage(int number) {
        return "/" + new OverviewQuery(range, find, sort, quiet, number).query();
    }

    OverviewQuery of(Range other) {
        return new OverviewQuery(other, find, sort, quiet, page);
    }

    /** The same page with another range of its charts. */
    public String over(Range other) {
        return "/" + of(other).query();
    }

    /** The same page without a filter. */
    public String everything() {
        return "/" + new OverviewQuery(range, "", sort, quiet, 1).query();
    }

    /** The same page with quiet queues shown, or folded again. */
    public String withQuiet(boolean shown) {
        return "/" + new OverviewQuery(range, find, sort, shown, 1).query();
    }
}
