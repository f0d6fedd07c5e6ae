package io.yardmaster.web.console.jobs;

import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.job.JobState;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.words.Zone;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The filters of the page /jobs as a person or a link gave them. What cannot be meant is null, as what was not given.
 *
 * @param type of the jobs
 * @param tag one of their tags
 * @param q text of their payload or error
 * @param since the first time that is meant: an instant, or a local time in the zone of the viewer
 * @param until the first time that is not meant any more
 * @param unclear true where something else was asked for that cannot be read, and is left out
 */
public record ListFilter(String type, String tag, String q, String since, String until, boolean unclear) {
    public static final ListFilter NONE = new ListFilter(null, null, null, null, null, false);

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_TAG = 64;

    /** @param query the parameters of a URL by name; hostile, null where there is none */
    public static ListFilter of(UnaryOperator<String> query) {
        String type = text(query.apply("type"), Name.LONGEST);
        ListFilter read = new ListFilter(
                Name.isName(type) ? type : null,
                text(query.apply("tag"), LONGEST_TAG),
                text(query.apply("q"), LONGEST_TEXT),
                text(query.apply("since"), LONGEST_TAG),
                text(query.apply("until"), LONGEST_TAG),
                false);
        boolean unclear = isLost(query.apply("type"), read.type)
                || isLost(query.apply("tag"), read.tag)
                || isLost(query.apply("q"), read.q)
                || isLost(query.apply("since"), read.since)
                || isLost(query.apply("until"), read.until);
        return new ListFilter(read.type, read.tag, read.q, read.since, read.until, unclear);
    }

    private static boolean isLost(String given, String read) {
        return given != null && !given.isBlank() && read == null;
    }

    /** True where something was asked for that cannot be read: the list has more jobs than that. */
    public boolean isUnclear(Zone zone) {
        return unclear || since != null && from(zone) == null || until != null && to(zone) == null;
    }

    /** Jobs of one type. */
    public static ListFilter ofType(String type) {
        return new ListFilter(type, null, null, null, null, false);
    }

    /** Jobs with a tag. */
    public static ListFilter ofTag(String tag) {
        return new ListFilter(null, tag, null, null, null, false);
    }

    public boolean isEmpty() {
        return query().isEmpty();
    }

    /** The same as parameters of a URL, each with an ampersand before it; empty where nothing is filtered. */
    public String query() {
        Map<String, String> given = new TreeMap<>();
        put(given, "type", type);
        put(given, "tag", tag);
        put(given, "q", q);
        put(given, "since", since);
        put(given, "until", until);
        StringBuilder query = new StringBuilder();
        given.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(Links.encoded(value)));
        return query.toString();
    }

    /** A sentence to say before the list; null where nothing is to be said. */
    String notice(JobState state, Zone zone) {
        return isUnclear(zone)
                ? "A filter of this address cannot be read, and is left out."
                : state.isFinal() ? ended(zone) : null;
    }

    /** A sentence for ended jobs up to a time, which a click on a chart asks for; null for any other filter. */
    private String ended(Zone zone) {
        Long end = since == null ? read(until, zone) : null;
        return end == null ? null : "Shown are jobs that ended before " + zone.day(end) + ", newest first.";
    }

    /** The same for the engine. @param shown what the viewer may see of a payload or an error */
    JobFilter in(Zone zone, UnaryOperator<String> shown) {
        return isEmpty() ? JobFilter.ALL : new JobFilter(type, tag, q, from(zone), to(zone), shown);
    }

    /** These filters as one sees them in the form, with times on the clock of the viewer. */
    ListFilter local(Zone zone) {
        return new ListFilter(type, tag, q, field(since, zone), field(until, zone), unclear);
    }

    /** The first time that is meant, in epoch milliseconds; null for every one. */
    public Long from(Zone zone) {
        return read(since, zone);
    }

    /** The first time that is not meant any more, in epoch milliseconds; null for none. */
    public Long to(Zone zone) {
        return read(until, zone);
    }

    /** The same by name as a form sends them, with times as instants; empty where nothing is filtered. */
    public Map<String, String> fields(Zone zone) {
        Map<String, String> given = new TreeMap<>();
        put(given, "type", type);
        put(given, "tag", tag);
        put(given, "q", q);
        put(given, "since", instant(from(zone)));
        put(given, "until", instant(to(zone)));
        return given;
    }

    private static String instant(Long at) {
        return at == null ? null : Instant.ofEpochMilli(at).toString();
    }

    private static String field(String time, Zone zone) {
        Long at = read(time, zone);
        return at == null ? null : zone.field(at);
    }

    private static Long read(String time, Zone zone) {
        return time == null ? null : zone.read(time).orElse(null);
    }

    private static String text(String given, int longest) {
        String text = given == null ? "" : given.strip();
        return text.isEmpty() || text.length() > longest ? null : text;
    }

    private static void put(Map<String, String> query, String name, String value) {
        if (value != null) {
            query.put(name, value);
        }
    }
}
