package io.yardmaster.web.console.schedules;

import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.frame.Links;
import io.yardmaster.web.console.schedules.Catalogue.Entry;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page of the list of schedules.
 *
 * @param names of the page, in the order of their next run as of the time that was asked for
 * @param total how many the filter takes
 * @param sentence what is wrong among all that hold the text
 */
record ScheduleList(List<String> names, int total, String sentence, List<Tab> tabs) {
    static final int PAGE = 50;
    private static final int MOST_NAMED = 3;

    /** A filter. */
    public record Tab(String title, String count, String href, boolean current) {}

    /** The filters. */
    enum Show {
        ALL,
        FAILING,
        MISSED,
        PAUSED;

        /** ALL for a word that is none of them. */
        static Show of(String word) {
            for (Show show : values()) {
                if (show.word().equals(word)) {
                    return show;
                }
            }
            return ALL;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @param newest what became of its newest run; null before the first */
        private boolean takes(Entry entry, ScheduleState newest, long now) {
            boolean paused =
                    !entry.schedule().policies().enabled() || entry.schedule().isPaused(now);
            return switch (this) {
                case ALL -> true;
                case FAILING -> !paused && entry.next() == null || newest != null && newest.isFailed();
                case MISSED -> newest != null && newest.isMissed();
                case PAUSED -> paused;
            };
        }
    }

    /**
     * What is asked for.
     *
     * @param text that name or type hold; empty for all
     * @param page from 1
     * @param at the order is as of this time, epoch milliseconds; 0 = now
     */
    record Ask(Show show, String text, int page, long at) {
        /** All of it is hostile and may be null. */
        static Ask of(String show, String text, String page, String at) {
            boolean counted = page != null && page.matches("[1-9][0-9]{0,5}");
            boolean timed = at != null && at.matches("[0-9]{1,15}");
            return new Ask(
                    Show.of(show),
                    text == null ? "" : Text.cut(text.strip(), 128),
                    counted ? Integer.parseInt(page) : 1,
                    timed ? Long.parseLong(at) : 0);
        }

        /** The same at that time, or now where it is none of the last day. */
        Ask asOf(long now) {
            boolean recent = at <= now && at > now - 86_400_000;
            return new Ask(show, text, page, recent ? at : now);
        }

        /** Its query, also what two viewers share. */
        String query() {
            return "show=" + show.word() + "&q=" + Links.encoded(text) + "&page=" + page + "&at=" + at;
        }

        String href(Show other) {
            return "/schedules?show=" + other.word() + (text.isEmpty() ? "" : "&q=" + Links.encoded(text));
        }

        String href(int other) {
            return "/schedules?" + new Ask(show, text, other, at).query();
        }

        private boolean holds(Entry entry) {
            return text.isEmpty()
                    || entry.schedule().name().contains(text)
                    || entry.schedule().target().job().type().contains(text);
        }
    }

    /** @param newest states of the newest runs by name */
    static ScheduleList of(Ask ask, Catalogue.Contents contents, Map<String, ScheduleState> newest) {
        List<Entry> all = contents.order().stream().filter(ask::holds).toList();
        Map<Show, List<Entry>> taken = new EnumMap<>(Show.class);
        for (Show show : Show.values()) {
            taken.put(
                    show,
                    all.stream()
                            .filter(entry -> show.takes(
                                    entry, newest.get(entry.schedule().name()), contents.now()))
                            .toList());
        }
        List<Tab> tabs = new ArrayList<>();
        taken.forEach((show, some) -> tabs.add(
                new Tab(Words.capital(show.word()), Words.count(some.size()), ask.href(show), show == ask.show)));
        List<Entry> shown = taken.get(ask.show);
        List<Entry> ordered = ask.at < contents.now() ? Catalogue.orderAt(shown, ask.at) : shown;
        List<String> names = ordered.stream()
                .skip((ask.page - 1L) * PAGE)
                .limit(PAGE)
                .map(entry -> entry.schedule().name())
                .toList();
        return new ScheduleList(names, shown.size(), sentence(ask, taken), tabs);
    }

    private static String sentence(Ask ask, Map<Show, List<Entry>> taken) {
        String count = Words.count(taken.get(Show.ALL).size(), "schedule")
                + (ask.text.isEmpty() ? "." : " with that name or type.");
        List<String> wrong = new ArrayList<>();
        wrong.addAll(named(taken.get(Show.FAILING), "failed", "failed"));
        wrong.addAll(named(taken.get(Show.MISSED), "missed a run", "missed a run"));
        wrong.addAll(named(taken.get(Show.PAUSED), "is paused", "are paused"));
        return wrong.isEmpty() ? count : count + " " + String.join(", ", wrong) + ".";
    }

    /** The names of a few, or how many there are. */
    private static List<String> named(List<Entry> some, String one, String many) {
        return some.size() > MOST_NAMED
                ? List.of(Words.number(some.size()) + " " + many)
                : some.stream()
                        .map(entry -> entry.schedule().name() + " " + one)
                        .toList();
    }
}
