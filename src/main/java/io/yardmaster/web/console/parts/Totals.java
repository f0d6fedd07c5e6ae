package io.yardmaster.web.console.parts;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The yard in eight figures. */
public final class Totals {
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

    public static List<Total> of(Scene scene) {
        List<Total> totals = new ArrayList<>();
        totals.add(state(scene, JobState.WAITING, "oldest " + oldest(scene)));
        totals.add(state(scene, JobState.ACTIVE, "of " + Words.count(slots(scene), "slot")));
        totals.add(state(scene, JobState.RETRYING, "failed, in backoff"));
        totals.add(state(scene, JobState.SCHEDULED, "run later"));
        totals.add(state(scene, JobState.BLOCKED, "wait for others"));
        totals.add(state(scene, JobState.COMPLETED, "still kept"));
        totals.add(state(scene, JobState.DEAD, "need someone"));
        totals.add(nodes(scene.nodes()));
        return totals;
    }

    /** A queue in the same figures: every state that it can have. */
    public static List<Total> of(QueueInfo queue, boolean sharesSlots) {
        return Arrays.stream(JobState.values())
                .map(state -> {
                    String list = "?queue=" + queue.name();
                    String href = state == JobState.DEAD ? "/dead" + list : "/jobs" + list + "&state=" + state.word();
                    String value = Words.count(queue.count(state));
                    return new Total(
                            state.word(), Words.capital(state.word()), value, href, note(state, queue, sharesSlots));
                })
                .toList();
    }

    private static String note(JobState state, QueueInfo queue, boolean sharesSlots) {
        return switch (state) {
            case WAITING -> "oldest " + Words.duration(queue.oldestWaitingMs());
            case ACTIVE -> "of " + Words.count(queue.slotsTotal(), sharesSlots ? "shared slot" : "slot");
            case RETRYING -> "failed, in backoff";
            case SCHEDULED -> "run later";
            case BLOCKED -> "wait for others";
            case COMPLETED -> "still kept";
            case DEAD -> "need someone";
            case CANCELLED -> "will not run";
        };
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
        return new Total(glyph, "Nodes", value, "/workers", note);
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
                .mapToInt(NodeInfo::userSlots)
                .sum();
    }
}
