package io.yardmaster.web.console.frame;

import io.yardmaster.web.console.words.Zone;
import java.util.List;

/**
 * What surrounds every page.
 *
 * @param title of the page
 * @param page which entry of the menu is current: a path, or a queue's name
 * @param live path of its event stream; null for a page that stands still
 * @param reader the viewer and how they like to read
 * @param now the moment of the page
 * @param nav the menu
 * @param alarm the alerts that fire and that nobody has seen yet
 * @param trouble why the store does not take jobs; null while it does
 * @param assets addresses of style sheet and script, changed with their content
 */
public record Frame(
        String title,
        String page,
        String live,
        Reader reader,
        Now now,
        Nav nav,
        Alarm alarm,
        String trouble,
        Assets.Urls assets) {

    /**
     * Alerts on top of every page.
     *
     * @param severity of the worst; a class of the style sheet
     * @param lines the worst ones; empty when nothing fires that nobody has seen
     * @param more how many others fire
     */
    public record Alarm(String severity, List<Line> lines, int more) {}

    /** An alert in a line. @param glyph its severity @param what measured, with its limit @param marker the deploy before it; null = none */
    public record Line(String id, String glyph, String queue, String what, Zone.Moment since, String marker) {}

    /** The same page with other alerts on top: those that it does not show itself. */
    public Frame with(Alarm others) {
        return new Frame(title, page, live, reader, now, nav, others, trouble, assets);
    }

    /** The icon of the tab: another while something is wrong. */
    public String icon() {
        return now.problems() > 0 ? assets.alarm() : assets.icon();
    }

    /**
     * The clock, and whether what is shown is true now.
     *
     * @param city of the zone shown
     * @param away since when the store is away, all figures being of then; null while it is there
     * @param problems how many things are wrong, for the title and the icon of the tab
     */
    public record Now(String iso, String clock, String city, String away, int problems) {}

    /**
     * The viewer.
     *
     * @param name empty when nobody has signed in
     * @param csrf what a form must carry
     * @param theme light, dark or system
     * @param utc true when UTC was chosen
     * @param ownCity the browser's zone
     * @param here path and query of the page
     */
    public record Reader(String name, String csrf, String theme, boolean utc, String ownCity, String here) {}

    /**
     * The menu.
     *
     * @param queues in the order of the overview
     * @param waitingElsewhere queues that did not fit
     */
    public record Nav(Figure dead, Figure nodes, Figure alerts, List<Station> queues, long waitingElsewhere) {}

    /** A number in the menu. @param id of its element */
    public record Figure(String id, String text, boolean bad) {}

    /**
     * A queue in the menu.
     *
     * @param glyph critical, warning, paused or dot
     */
    public record Station(String name, String glyph, String word, String waiting) {
        /** True when its number is to be red. */
        public boolean bad() {
            return glyph.equals("critical") && !waiting.equals("0");
        }
    }
}
