package io.yardmaster.web.console.job;

import io.yardmaster.engine.jobs.Forecast;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.web.console.chart.Scale;
import io.yardmaster.web.console.chart.Scale.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The attempts of a job since its creation or its last retry by hand, drawn to one scale: what was, what is, what would
 * come.
 *
 * @param scale across all rows
 * @param now epoch milliseconds
 * @param rows one an attempt, in order
 */
public record Timeline(Scale scale, long now, List<Row> rows) {
    private static final int MOST_ATTEMPTS = 30;
    private static final int MOST_FORETOLD = 3;
    /** Right of this percentage words have no room. */
    private static final double WORDS_FIT = 76;

    /**
     * One attempt.
     *
     * @param number of the attempt, from 1
     * @param kind the outcome's word, or {@code waiting}, {@code active}, {@code predicted}
     * @param worker who ran it; empty when nobody has
     * @param stretch when it waited, ran and backed off
     */
    public record Row(int number, String kind, String worker, Stretch stretch) {
        public boolean isPredicted() {
            return kind.equals("predicted");
        }

        public boolean isRed() {
            return kind.equals("failed") || kind.equals("fatal") || kind.equals("timeout") || kind.equals("lost");
        }
    }

    /** A place for words. */
    public enum Room {
        LEFT,
        RIGHT,
        OVER,
        NONE
    }

    /**
     * Epoch milliseconds; a part without length did not happen or is not known.
     *
     * @param due from when it waited
     * @param start of its run
     * @param end of its run
     * @param nextDue end of the backoff after it
     */
    public record Stretch(long due, long start, long end, long nextDue) {
        public long waitMs() {
            return start - due;
        }

        public long runMs() {
            return end - start;
        }

        public long backoffMs() {
            return nextDue - end;
        }
    }

    /** @param backoffMs the expected backoff after so many failures @param foretold the attempts that would come */
    public static Timeline of(JobView view, LongUnaryOperator backoffMs, List<Forecast.Start> foretold, long now) {
        List<Attempt> round = round(view);
        List<Row> rows = new ArrayList<>();
        long due = firstDue(view, round);
        for (int i = 0; i < round.size(); i++) {
            Attempt attempt = round.get(i);
            long next = nextDue(view, round, i, backoffMs);
            Stretch stretch =
                    new Stretch(Math.min(due, attempt.startedAt()), attempt.startedAt(), attempt.finishedAt(), next);
            rows.add(new Row(attempt.number(), attempt.outcome().word(), text(attempt.worker()), stretch));
            due = next;
        }
        current(view, due, now, rows);
        foretold(view, foretold, now, rows);
        long from = rows.isEmpty() ? now - 1_000 : Math.min(now, rows.getFirst().stretch.due);
        long to = rows.stream()
                .mapToLong(row -> row.stretch.nextDue)
                .reduce(view.state().isFinal() ? from : now, Math::max);
        return new Timeline(
                new Scale(from, to + Math.max(100, (to - from) / (view.state().isFinal() ? 3 : 30))),
                now,
                List.copyOf(rows));
    }

    public Span wait(Row row) {
        return scale.span(row.stretch.due, row.stretch.start);
    }

    public Span run(Row row) {
        return scale.span(row.stretch.start, row.stretch.end);
    }

    public Span backoff(Row row) {
        return scale.span(row.stretch.end, row.stretch.nextDue);
    }

    /** Where there is room for words: right or left of what is drawn, over the backoff, or nowhere. */
    public Room room(Row row) {
        if (scale.percent(row.stretch.nextDue) <= WORDS_FIT) {
            return Room.RIGHT;
        } else if (scale.percent(row.stretch.due) >= 100 - WORDS_FIT) {
            return Room.LEFT;
        }
        return scale.percent(row.stretch.end) <= WORDS_FIT ? Room.OVER : Room.NONE;
    }

    /** True when the wait is wide enough to hold its duration. */
    public boolean roomInWait(Row row) {
        return scale.percent(row.stretch.start) - scale.percent(row.stretch.due) > 14;
    }

    public boolean showsNow() {
        return now < scale.to();
    }

    /** The runs since creation or the last retry by hand. */
    private static List<Attempt> round(JobView view) {
        List<Attempt> attempts = view.attempts();
        int first = 0;
        for (int i = 1; i < attempts.size(); i++) {
            first = isAfresh(attempts.get(i - 1), attempts.get(i).number()) ? i : first;
        }
        boolean goesOn = view.state() == JobState.WAITING || view.state() == JobState.ACTIVE;
        if (goesOn
                && !attempts.isEmpty()
                && isAfresh(attempts.getLast(), view.job().nextAttempt())) {
            return List.of();
        }
        return attempts.subList(Math.max(first, attempts.size() - MOST_ATTEMPTS), attempts.size());
    }

    /** True where somebody retried the job between two runs: the second would else have a number more. */
    private static boolean isAfresh(Attempt before, int number) {
        boolean usedOne = switch (before.outcome()) {
            case FAILED, FATAL, TIMEOUT, SUCCEEDED -> true;
            case SNOOZED, CANCELLED, RELEASED, LOST -> false;
        };
        return number < before.number() || usedOne && number == before.number();
    }

    /** The record keeps only the latest due time: where that is later than the first run, the creation stands in. */
    private static long firstDue(JobView view, List<Attempt> round) {
        boolean known =
                round.isEmpty() || view.job().dueAt() <= round.getFirst().startedAt();
        boolean first = round.size() == view.attempts().size();
        return known
                ? view.job().dueAt()
                : first ? view.job().createdAt() : round.getFirst().startedAt();
    }

    private static long nextDue(JobView view, List<Attempt> round, int i, LongUnaryOperator backoffMs) {
        long end = round.get(i).finishedAt();
        boolean last = i == round.size() - 1;
        if (last && view.state() == JobState.RETRYING && view.standing().instant() != null) {
            return Math.max(end, view.standing().instant());
        } else if (last && view.state().isFinal()) {
            return end;
        }
        long expected = end + backoffMs.applyAsLong(i + 1L);
        return last
                ? expected
                : Math.min(expected, Math.max(end, round.get(i + 1).startedAt()));
    }

    private static void current(JobView view, long due, long now, List<Row> rows) {
        int number = view.job().nextAttempt();
        if (view.state() == JobState.ACTIVE && view.standing().claim() != null) {
            long start = view.standing().claim().startedAt();
            Stretch stretch = new Stretch(Math.min(due, start), start, Math.max(start, now), Math.max(start, now));
            rows.add(new Row(number, "active", text(view.standing().claim().owner()), stretch));
        } else if (view.state() == JobState.WAITING) {
            long since = Math.min(now, rows.isEmpty() ? view.job().dueAt() : due);
            rows.add(new Row(number, "waiting", "", new Stretch(since, now, now, now)));
        } else if (view.state() == JobState.COMPLETED && !keepsItsLastRun(view)) {
            long start = view.standing().claim().startedAt();
            long end = Math.max(start, view.standing().instant());
            rows.add(new Row(
                    number,
                    "succeeded",
                    text(view.standing().claim().owner()),
                    new Stretch(Math.min(due, start), start, end, end)));
        }
    }

    private static boolean keepsItsLastRun(JobView view) {
        List<Attempt> attempts = view.attempts();
        boolean kept = !attempts.isEmpty() && attempts.getLast().outcome() == Attempt.End.SUCCEEDED;
        return kept || view.standing().claim() == null || view.standing().instant() == null;
    }

    private static void foretold(JobView view, List<Forecast.Start> foretold, long now, List<Row> rows) {
        long run = rows.isEmpty() ? 0 : rows.getLast().stretch.runMs();
        int shown = 0;
        for (Forecast.Start start : foretold) {
            boolean drawn = view.state() == JobState.WAITING
                    && start.attempt() == view.job().nextAttempt();
            if (!drawn && shown++ < MOST_FORETOLD) {
                long at = Math.max(now, start.at());
                rows.add(new Row(start.attempt(), "predicted", "", new Stretch(at, at, at + run, at + run)));
            }
        }
    }

    private static String text(String nullable) {
        return nullable == null ? "" : nullable;
    }
}
