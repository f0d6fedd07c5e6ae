package io.yardmaster.web.console.job;

import io.yardmaster.web.console.chart.Scale;
import io.yardmaster.web.console.chart.Scale.Span;
import io.yardmaster.web.console.words.Words;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * The timeline of a job as its page draws it: places in percent, and everything that is drawn in words too.
 *
 * @param ticks of the axis
 * @param now the place of now; null where the drawing ends before
 * @param range first and last instant, for narrow pages
 * @param rows one an attempt
 */
public record TimelineChart(List<Tick> ticks, String now, String range, List<Row> rows) {
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;
    private static final double LABEL_PERCENT = 7;

    /** A labelled place. @param minor true for a label that a narrow page leaves out */
    public record Tick(String x, String label, boolean minor) {}

    /**
     * One attempt.
     *
     * @param glyph completed, failed, active, waiting, retrying or another state's
     * @param word what became of it
     * @param who worker, or when it would start
     * @param waited words inside the bar of the wait; empty where they have no room
     * @param note words beside the bars
     * @param room where those have room
     * @param words all of it as a sentence
     */
    public record Row(
            Timeline.Row row,
            String glyph,
            String word,
            String who,
            Span waitBar,
            Span runBar,
            Span backoffBar,
            String waited,
            String note,
            Timeline.Room room,
            String words) {}

    /** True when a row has a wait that is drawn: the legend names only what is there. */
    public boolean waits() {
        return rows.stream()
                .anyMatch(row -> !row.row.isPredicted() && row.row.stretch().waitMs() > 0);
    }

    public boolean fails() {
        return rows.stream().anyMatch(row -> row.row.isRed());
    }

    public boolean backsOff() {
        return rows.stream()
                .anyMatch(row -> !row.row.isPredicted() && row.row.stretch().backoffMs() > 0);
    }

    public boolean predicts() {
        return rows.stream().anyMatch(row -> row.row.isPredicted());
    }

    static TimelineChart of(Timeline timeline, Zone zone) {
        Scale scale = timeline.scale();
        List<Row> rows =
                timeline.rows().stream().map(row -> row(timeline, row, zone)).toList();
        String range = time(scale.from(), scale, zone) + " – " + time(scale.to(), scale, zone);
        return new TimelineChart(
                ticks(timeline, zone), timeline.showsNow() ? scale.at(timeline.now()) : null, range, rows);
    }

    private static List<Tick> ticks(Timeline timeline, Zone zone) {
        Scale scale = timeline.scale();
        List<Tick> ticks = new ArrayList<>();
        for (long at : scale.ticks()) {
            boolean underNow =
                    timeline.showsNow() && Math.abs(scale.percent(at) - scale.percent(timeline.now())) < LABEL_PERCENT;
            String label = underNow || scale.percent(at) < 4 ? "" : time(at, scale, zone);
            ticks.add(new Tick(scale.at(at), label, ticks.size() % 2 == 1));
        }
        return ticks;
    }

    private static String time(long at, Scale scale, Zone zone) {
        long length = scale.to() - scale.from();
        if (length > DAY) {
            return zone.day(at);
        }
        return length > 10 * MINUTE ? zone.minute(at) : zone.moment(at, at).text();
    }

    private static Row row(Timeline timeline, Timeline.Row row, Zone zone) {
        Timeline.Stretch stretch = row.stretch();
        String waited = stretch.waitMs() > 0 ? "waited " + Words.duration(stretch.waitMs()) : "";
        String note = note(row);
        String who = row.isPredicted()
                ? "from " + zone.moment(stretch.start(), timeline.now()).text()
                : row.worker();
        boolean inside = timeline.roomInWait(row);
        String all = waited.isEmpty() || note.isEmpty() ? waited + note : waited + ", " + note;
        return new Row(
                row,
                glyph(row.kind()),
                word(row.kind()),
                who,
                timeline.wait(row),
                timeline.run(row),
                timeline.backoff(row),
                inside ? waited : "",
                inside ? note : all,
                timeline.room(row),
                row.isPredicted() ? who : all);
    }

    private static String note(Timeline.Row row) {
        Timeline.Stretch stretch = row.stretch();
        if (row.isPredicted() || row.kind().equals("waiting")) {
            return "";
        }
        String ran = (row.kind().equals("active") ? "runs for " : "ran ") + Words.duration(stretch.runMs());
        return stretch.backoffMs() > 0 ? ran + ", backoff " + Words.duration(stretch.backoffMs()) : ran;
    }

    private static String glyph(String kind) {
        return switch (kind) {
            case "succeeded" -> "completed";
            case "failed", "fatal", "timeout", "lost" -> "failed";
            case "snoozed", "released" -> "skipped";
            case "predicted" -> "retrying";
            default -> kind;
        };
    }

    private static String word(String kind) {
        return kind.equals("timeout") ? "Timed out" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }
}
