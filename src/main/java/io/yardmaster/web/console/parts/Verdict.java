package io.yardmaster.web.console.parts;

import io.yardmaster.insight.alert.Alert;
import io.yardmaster.insight.health.HealthCode;
import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.insight.health.QueueRules;
import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.job.JobState;
import io.yardmaster.web.console.live.Scene;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Is everything all right, and if not, where: the first thing said on the overview.
 *
 * @param tone critical, warning, paused, right or info: glyph and ground of the block
 * @param headline one sentence
 * @param rest one more, for what is not in the headline
 * @param rows what is wrong, worst first, at most five
 */
public record Verdict(String tone, String headline, String rest, List<TroubleRow> rows) {
    private static final int MOST_ROWS = 5;

    public Verdict {
        headline = Words.unbroken(headline);
        rest = Words.unbroken(rest);
    }

    /** Ids of the alerts that its rows say. */
    public Set<String> alerts() {
        return rows.stream()
                .flatMap(row -> row.alerts().stream())
                .map(Alert::id)
                .collect(Collectors.toSet());
    }

    public static Verdict of(Scene scene, Zone zone) {
        if (scene.awaySince() != null) {
            return away(scene, zone);
        }
        List<HealthFact> problems = scene.problems();
        if (scene.queues().isEmpty()) {
            return new Verdict("info", "No queue yet.", "A queue is made by its first job.", List.of());
        }
        if (problems.isEmpty()) {
            return allRight(scene);
        }
        List<TroubleRow> rows = problems.stream()
                .limit(MOST_ROWS)
                .map(fact -> TroubleRow.of(fact, scene, zone))
                .toList();
        HealthFact worst = problems.getFirst();
        String headline = worst.code() == HealthCode.DEAD ? dead(scene, zone) : worst.sentence();
        boolean critical = rows.stream().anyMatch(row -> row.glyph().equals("critical"));
        return new Verdict(critical ? "critical" : Trouble.glyph(worst), headline, rest(scene, problems), rows);
    }

    /** All the dead in one sentence. */
    private static String dead(Scene scene, Zone zone) {
        long all = scene.count(JobState.DEAD);
        QueueSnapshot most = scene.queues().stream()
                .max(Comparator.comparingLong(queue -> queue.count(JobState.DEAD)))
                .orElseThrow();
        long there = most.count(JobState.DEAD);
        String where = there == all
                ? ", all in " + most.name()
                : ", most in " + most.name() + " (" + Words.number(there) + ")";
        String last = scene.queues().stream()
                .map(queue -> queue.marks().lastDeathAt())
                .filter(Objects::nonNull)
                .max(Long::compare)
                .map(at -> ", the last at " + zone.moment(at, scene.at()).text())
                .orElse("");
        return Words.count(all, "dead job") + (all == 1 ? " needs" : " need") + " someone" + where + last + ".";
    }

    /** The same about one queue. */
    public static Verdict of(Scene scene, QueueSnapshot lane, Zone zone) {
        if (scene.awaySince() != null) {
            return away(scene, zone);
        }
        List<HealthFact> problems = QueueRules.of(lane, scene.at());
        if (problems.isEmpty()) {
            return new Verdict("right", lane.name() + " keeps up.", pace(lane), List.of());
        }
        HealthFact worst = problems.getFirst();
        String others = problems.stream().skip(1).map(HealthFact::sentence).collect(Collectors.joining(" "));
        String rest = pace(lane) + limit(scene, lane, zone) + " " + others;
        return new Verdict(Trouble.glyph(worst), worst.sentence(), rest.strip(), List.of());
    }

    private static String limit(Scene scene, QueueSnapshot lane, Zone zone) {
        Long until = lane.info().limitedUntil();
        return until == null || lane.info().paused()
                ? ""
                : " Limited until " + zone.moment(until, scene.at()).text() + ".";
    }

    private static String pace(QueueSnapshot lane) {
        return lane.recent().processed() == 0
                ? "No job ran in the last 5 minutes."
                : Words.rate(lane.recent().throughputPerMinute(), "job") + " a minute, "
                        + Words.percent(lane.recent().errorRate()) + " of attempts failed.";
    }

    private static Verdict away(Scene scene, Zone zone) {
        String since = zone.moment(scene.awaySince(), scene.at()).text();
        String headline = "The store is away since " + since + ": nothing new starts, nothing is lost.";
        return new Verdict(
                "critical", headline, "Shown as of then; running jobs go on. Trying again every second.", List.of());
    }

    private static Verdict allRight(Scene scene) {
        long failed = 0;
        long processed = 0;
        double perMinute = 0;
        for (QueueSnapshot lane : scene.queues()) {
            failed += lane.recent().failed();
            processed += lane.recent().processed();
            perMinute += lane.recent().throughputPerMinute();
        }
        String share = processed == 0
                ? "No job ran in the last 5 minutes."
                : Words.rate(perMinute, "job") + " a minute, " + Words.percent((double) failed / processed)
                        + " of attempts failed.";
        String queues = Words.count(scene.queues().size(), "queue");
        String verb = scene.queues().size() == 1 ? " keeps up." : " keep up.";
        return new Verdict("right", "All is right: " + queues + verb, share, List.of());
    }

    /** Who is well, and who is paused, behind the count of what is wrong. */
    private static String rest(Scene scene, List<HealthFact> problems) {
        Set<String> troubled = problems.stream().map(HealthFact::queue).collect(Collectors.toSet());
        List<String> well = scene.queues().stream()
                .map(QueueSnapshot::name)
                .filter(name -> !troubled.contains(name))
                .toList();
        List<String> sentences = new ArrayList<>();
        long wrong =
                problems.stream().filter(p -> p.code() != HealthCode.PAUSED).count();
        if (wrong > 0) {
            sentences.add(Words.count(wrong, "problem") + ".");
        }
        if (!well.isEmpty()) {
            sentences.add(listed(well) + (well.size() == 1 ? " keeps up." : " keep up."));
        }
        if (problems.size() > MOST_ROWS) {
            sentences.add("The " + MOST_ROWS + " worst are shown.");
        }
        return String.join(" ", sentences);
    }

    static String listed(List<String> names) {
        if (names.size() > 4) {
            return Words.count(names.size(), "other queue");
        }
        int last = names.size() - 1;
        return last == 0 ? names.getFirst() : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
