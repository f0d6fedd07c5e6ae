package io.yardmaster.web.console.queue;

import io.yardmaster.insight.types.TypeTable.Order;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.chart.Between;
import io.yardmaster.web.console.chart.Period;
import io.yardmaster.web.console.chart.Range;
import io.yardmaster.web.console.words.Zone;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a viewer wants to see of a queue.
 *
 * @param span of its charts
 * @param type only the attempts of that job type; null for all
 * @param order of its job types
 * @param wrong a sentence about what was asked for and cannot be shown; empty when nothing is wrong
 */
public record Chosen(Period span, String type, Order order, String wrong) {

    /** @param query value of a parameter, hostile; null when it is not there @param otherwise where no range is named */
    static Chosen of(UnaryOperator<String> query, Range otherwise, Zone zone, long now) {
        String from = query.apply("from");
        Optional<Between> between = from == null ? Optional.empty() : Between.of(from, query.apply("to"), zone, now);
        String range = query.apply("range");
        Period span = between.<Period>map(one -> one).orElse(range == null ? otherwise : Range.of(range));
        String wrong = from != null && between.isEmpty()
                ? "That is no time of 15 minutes to 90 days. Shown is " + span.words() + "."
                : "";
        String type = query.apply("type");
        return new Chosen(span, Name.isName(type) ? type : null, order(query.apply("types")), wrong);
    }

    private static Order order(String word) {
        return Arrays.stream(Order.values())
                .filter(order -> word(order).equals(word))
                .findFirst()
                .orElse(Order.TIME);
    }

    /** As in addresses. */
    static String word(Order order) {
        return order.name().toLowerCase(Locale.ROOT);
    }

    /** The address of the same with another type or order. */
    String href(String queue, Period other, String otherType, Order otherOrder) {
        return "/queues/" + queue + "?" + query(other, otherType, otherOrder);
    }

    /** The parameters that ask for it. */
    String query() {
        return query(span, type, order);
    }

    private static String query(Period span, String type, Order order) {
        return span.query()
                + (type == null ? "" : "&type=" + type)
                + (order == Order.TIME ? "" : "&types=" + word(order));
    }

    /** True where a range up to now is shown. */
    boolean shows(Range range) {
        return span == range;
    }
}
