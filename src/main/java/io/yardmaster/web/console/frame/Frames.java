package io.yardmaster.web.console.frame;

import io.yardmaster.engine.node.Health;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.insight.health.Severity;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.frame.Frame.Figure;
import io.yardmaster.web.console.frame.Frame.Now;
import io.yardmaster.web.console.frame.Frame.Station;
import io.yardmaster.web.console.live.Lookout;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
    Health health;

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
        return new Frame(
                title,
                page,
                live,
                reader,
                now(zone, clock.millis(), lookout.scene()),
                nav(lookout.scene(), viewer.lately()),
                AlarmLines.of(lookout.scene(), zone),
                health.storeTrouble(),
                assets.links());
    }

    /** The clock of a zone. @param at epoch milliseconds */
    static Now now(Zone zone, long at, Scene scene) {
        String away = scene.awaySince() == null
                ? null
                : zone.moment(scene.awaySince(), at).text();
        return new Now(zone.moment(at, at).iso(), zone.clock(at), zone.city(), away, problems(scene));
    }

    /** What is critical or a warning; a store that is away is one more. */
    private static int problems(Scene scene) {
        long wrong = scene.problems().stream()
                .filter(fact -> fact.severity() != Severity.INFO)
                .count();
        return (int) wrong + (scene.awaySince() == null ? 0 : 1);
    }

    /** The menu as all viewers see it: of the queues, those with trouble and the paused first. */
    static Frame.Nav nav(Scene scene) {
        return nav(scene, List.of());
    }

    /** The same for one viewer. @param lately names of queues that they opened: they follow those with trouble */
    static Frame.Nav nav(Scene scene, List<String> lately) {
        Stream<String> all = scene.inOrder().stream().map(QueueSnapshot::name);
        Stream<String> troubled = scene.inOrder().stream()
                .map(QueueSnapshot::name)
                .takeWhile(name -> !scene.glyph(name).equals("dot"));
        List<Station> stations = Stream.of(troubled, lately.stream(), all)
                .flatMap(Function.identity())
                .distinct()
                .flatMap(name -> scene.queue(name).stream())
                .limit(MOST_QUEUES)
                .map(queue -> station(scene, queue))
                .toList();
        return new Frame.Nav(
                dead(scene),
                nodes(scene),
                alerts(scene),
                stations,
                scene.queues().size() - stations.size());
    }

    private static Figure dead(Scene scene) {
        long dead = scene.count(JobState.DEAD);
        return new Figure("nav-count-dead", Words.count(dead), dead > 0);
    }

    private static Figure nodes(Scene scene) {
        long lost = scene.nodes().stream().filter(node -> node.lost()).count();
        return new Figure("nav-count-nodes", Words.count(scene.nodes().size() - lost), lost > 0);
    }

    private static Figure alerts(Scene scene) {
        int firing = scene.firing().size();
        return new Figure("nav-count-alerts", firing == 0 ? "" : Words.count(firing), firing > 0);
    }

    private static Station station(Scene scene, QueueSnapshot lane) {
        String glyph = scene.glyph(lane.name());
        return new Station(
                lane.name(), glyph, glyph.equals("dot") ? null : glyph, Words.count(lane.count(JobState.WAITING)));
    }
}
