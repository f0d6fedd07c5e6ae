package io.yardmaster.web.console.parts;

import io.yardmaster.job.JobState;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.live.Scene.Lane;
import io.yardmaster.web.console.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that is not right, in words, with the next step. What is wrong with a queue is decided here and nowhere
 * else.
 *
 * @param severity how bad
 * @param queue which queue; null for the store
 * @param headline the sentence above everything when it is the worst
 * @param fact what was measured, in bold
 * @param rest the limit it passed, or what follows from it
 * @param since epoch milliseconds since when; null when that is not known
 * @param step the next step; null when there is none
 */
public record Trouble(
        Severity severity, String queue, String headline, String fact, String rest, Long since, Step step) {

    /** Worst first. */
    public enum Severity {
        CRITICAL,
        WARNING,
        PAUSED;

        /** The name of its glyph and of its style. */
        public String glyph() {
            return this == CRITICAL ? "critical" : this == WARNING ? "warning" : "paused";
        }

        public String word() {
            return Words.capital(glyph());
        }
    }

    /** Where to go next. @param words on the button */
    public record Step(String href, String words) {}

    private static final double FAILING_SHARE = 0.10;
    private static final long FAILING_SAMPLES = 10;
    private static final long SLOW_MS = 300_000;
    private static final String LIMIT = ", limit 10 %";

    /** All that is wrong, worst first, then by queue. @param scene with a store that is there */
    public static List<Trouble> of(Scene scene) {
        List<Trouble> found = new ArrayList<>();
        scene.queues().forEach(lane -> found.addAll(of(lane, scene.at())));
        found.sort(Comparator.comparing(Trouble::severity).thenComparing(Trouble::queue));
        return found;
    }

    /** What is wrong with one queue. @param now epoch milliseconds */
    public static List<Trouble> of(Lane lane, long now) {
        List<Trouble> found = new ArrayList<>();
        long waiting = lane.count(JobState.WAITING);
        if (isFailing(lane)) {
            found.add(failing(lane));
        }
        if (lane.info().paused()) {
            if (waiting > 0) {
                found.add(paused(lane, waiting));
            }
            return found;
        }
        if (waiting > 0 && lane.info().slotsTotal() == 0) {
            found.add(unserved(lane, waiting));
        }
        if (isSlow(lane)) {
            found.add(slow(lane, now));
        }
        return found;
    }

    public static boolean isFailing(Lane lane) {
        Double rate = lane.recent().errorRate();
        return rate != null && rate > FAILING_SHARE && lane.recent().processed() >= FAILING_SAMPLES;
    }

    public static boolean isSlow(Lane lane) {
        Long oldest = lane.info().oldestWaitingMs();
        return oldest != null && oldest > SLOW_MS && !lane.info().paused();
    }

    private static Trouble failing(Lane lane) {
        String share = Words.percent(lane.recent().errorRate());
        long dead = lane.count(JobState.DEAD);
        String headline = lane.name() + " is failing: " + share + " of its attempts in 5 m"
                + (dead == 0 ? "." : ", " + Words.count(dead, "job") + " dead.");
        Step step = dead == 0
                ? new Step("/queues/" + lane.name(), "Open the queue")
                : new Step("/dead?queue=" + lane.name(), "Open " + Words.count(dead, "dead job"));
        return new Trouble(
                Severity.CRITICAL, lane.name(), headline, "Error rate " + share, LIMIT, failingSince(lane), step);
    }

    /** The first of the minutes that failed without a break until now; null when the last hour does not tell. */
    private static Long failingSince(Lane lane) {
        Long since = null;
        for (var point : lane.hour().reversed()) {
            boolean quiet = point.processed() == null || point.processed() == 0;
            if (!quiet && point.failed() <= FAILING_SHARE * point.processed()) {
                return since;
            }
            since = quiet ? since : Long.valueOf(point.at());
        }
        return since;
    }

    private static Trouble unserved(Lane lane, long waiting) {
        String jobs = Words.count(waiting, "job");
        return new Trouble(
                Severity.CRITICAL,
                lane.name(),
                "No worker serves " + lane.name() + ": " + jobs + " waiting.",
                "No worker serves it",
                ", " + jobs + " waiting",
                null,
                new Step("/system", "See the nodes"));
    }

    private static Trouble slow(Lane lane, long now) {
        long oldest = lane.info().oldestWaitingMs();
        String age = Words.duration(oldest);
        return new Trouble(
                Severity.WARNING,
                lane.name(),
                lane.name() + " is slow: the oldest job has waited for " + age + ".",
                "Oldest waiting " + age,
                ", limit 5 m",
                now - oldest + SLOW_MS,
                new Step("/queues/" + lane.name(), "See what waits"));
    }

    private static Trouble paused(Lane lane, long waiting) {
        String jobs = Words.count(waiting, "job");
        return new Trouble(
                Severity.PAUSED,
                lane.name(),
                lane.name() + " is paused: " + jobs + " waiting.",
                "Paused",
                ", " + jobs + " waiting",
                null,
                new Step("/queues/" + lane.name(), "See what waits"));
    }
}
