package io.yardmaster.web.console.frame;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Zone;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a page that move, by the id of their element: those of the frame, and the clock as the last. */
public final class FrameParts {
    private FrameParts() {}

    @CheckedTemplate(basePath = "frame")
    static class Templates {
        static native TemplateInstance clock(Frame.Now now);

        static native TemplateInstance storeAway(Frame.Now now);

        static native TemplateInstance navFigure(Frame.Figure figure);

        static native TemplateInstance alarm(Frame.Alarm alarm);

        static native TemplateInstance navQueue(Frame.Station queue);
    }

    /** The part that shows alerts on top of a page. */
    public static String alarm(Frame.Alarm alarm) {
        return Templates.alarm(alarm).render();
    }

    /** The parts of a page between those of its frame. */
    public static Map<String, String> around(Map<String, String> page, Scene scene, Zone zone) {
        Map<String, String> parts = new LinkedHashMap<>(page);
        Frame.Nav nav = Frames.nav(scene);
        nav.queues()
                .forEach(q -> parts.put("nav-" + q.name(), Templates.navQueue(q).render()));
        parts.put(nav.dead().id(), Templates.navFigure(nav.dead()).render());
        parts.put(nav.nodes().id(), Templates.navFigure(nav.nodes()).render());
        parts.put(nav.alerts().id(), Templates.navFigure(nav.alerts()).render());
        parts.put("alarm", alarm(AlarmLines.of(scene, zone)));
        Frame.Now now = Frames.now(zone, scene.at(), scene);
        parts.put("store-away", Templates.storeAway(now).render());
        parts.put("clock", Templates.clock(now).render());
        return parts;
    }
}
