package io.yardmaster.web.console;

import io.yardmaster.engine.NodeInfo;
import io.yardmaster.job.JobState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The yard in eight figures. */
final class Totals {
    private Totals() {}

    /**
     * One figure.
     *
     * @param glyph shape and colour
     * @param word what is counted
     * @param value the figure
     * @param href the list behind it
     * @param note one line below
     */
    public record Total(String glyph, String word, String value, String href, String note) {}

    static List<Total> of(Scene scene) {
        List<Total> totals = new ArrayList<>();
        totals.add(state(scene, JobState.WAITING, "oldest " + oldest(scene)));
        totals.add(state(scene, JobState.ACTIVE, "of " + Words.count(slots(scene), "slot")));
        totals.add(state(scene, JobState.RETRYING, "failed, in backoff"));
        totals.add(state(scene, JobState.SCHEDULED, "first run in the future"));
        totals.add(state(scene, JobState.BLOCKED, "wait for other jobs"));
        totals.add(state(scene, JobState.COMPLETED, "still kept"));
        totals.add(state(scene, JobState.DEAD, "need someone"));
        totals.add(nodes(scene.nodes()));
        return totals;
    }

    private static Total state(Scene scene, JobState state, String note) {
        long count = scene.count(state);
        String href = state == JobState.DEAD ? "/dead" : "/jobs?state=" + state.word();
        return new Total(state.word(), Words.capital(state.word()), Words.count(count), href, note);
    }

    private static Total nodes(List<NodeInfo> nodes) {
        long well = nodes.stream().filter(n -> n.state().equals("running")).count();
        String glyph = well == nodes.size() ? "right" : "warning";
        String value = well + " of " + nodes.size();
        String note = well == nodes.size() ? "running" : Words.count(nodes.size() - well, "node") + " not running";
        return new Total(glyph, "Nodes", value, "/system", note);
    }

    private static String oldest(Scene scene) {
        return Words.duration(scene.queues().stream()
                .map(lane -> lane.info().oldestWaitingMs())
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null));
    }

    private static int slots(Scene scene) {
        return scene.nodes().stream()
                .filter(node -> node.state().equals("running"))
                .flatMap(node -> node.slots().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }
}
