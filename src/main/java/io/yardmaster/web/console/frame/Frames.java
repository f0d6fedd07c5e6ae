package io.yardmaster.web.console.frame;

import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.frame.Frame.Figure;
import io.yardmaster.web.console.frame.Frame.Now;
import io.yardmaster.web.console.frame.Frame.Station;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.parts.Trouble;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Makes the frame around a page from the yard and its viewer. */
@Singleton
public class Frames {
    private static final int MOST_QUEUES = 40;

    @Inject
    Lookout lookout;

    @Inject
    Viewer viewer;

    @Inject
    Assets assets;

    @Inject
    InstantSource clock;

    /** A page that stands still. @param page its path as in the menu, or the name of a queue */
    public Frame of(String title, String page) {
        return of(title, page, null);
    }

    /** A page that moves. @param live path of its stream; null when it has none */
    public Frame of(String title, String page, String live) {
        Zone zone = viewer.zone();
        Frame.Reader reader = new Frame.Reader(
                viewer.name(),
                viewer.csrf(),
                viewer.theme(),
                zone.equals(Zone.UTC),
                viewer.ownZone().city(),
                viewer.here());
        return new Frame(title, page, live, reader, now(zone, clock.millis()), nav(lookout.scene()), assets.links());
    }

    /** The clock of a zone. @param at epoch milliseconds */
    static Now now(Zone zone, long at) {
        return new Now(zone.moment(at, at).iso(), zone.clock(at), zone.city());
    }

    /** The menu, its queues in the order of the overview. */
    static Frame.Nav nav(Scene scene) {
        List<Station> stations =
                inOrder(scene).stream().limit(MOST_QUEUES).map(Frames::station).toList();
        return new Frame.Nav(dead(scene), nodes(scene), stations, scene.queues().size() - stations.size());
    }

    /** Queues that fail first, then by name. */
    public static List<QueueSnapshot> inOrder(Scene scene) {
        return scene.queues().stream()
                .sorted(Comparator.comparing(
                                (QueueSnapshot lane) -> !glyph(lane).equals("critical"))
                        .thenComparing(QueueSnapshot::name))
                .toList();
    }

    /** critical, warning or paused after the worst that is wrong with it, else dot. */
    public static String glyph(QueueSnapshot lane) {
        return QueueRules.of(lane, 0).stream()
                .findFirst()
                .map(Trouble::glyph)
                .filter(glyph -> !glyph.equals("info"))
                .orElse("dot");
    }

    private static Figure dead(Scene scene) {
        long dead = scene.count(JobState.DEAD);
        return new Figure("nav-count-dead", Words.count(dead), dead > 0);
    }

    private static Figure nodes(Scene scene) {
        long lost = scene.nodes().stream()
                .filter(node -> node.state().equals("lost"))
                .count();
        return new Figure("nav-count-nodes", Words.count(scene.nodes().size() - lost), lost > 0);
    }

    private static Station station(QueueSnapshot lane) {
        String glyph = glyph(lane);
        return new Station(
                lane.name(), glyph, glyph.equals("dot") ? null : glyph, Words.count(lane.count(JobState.WAITING)));
    }
}
