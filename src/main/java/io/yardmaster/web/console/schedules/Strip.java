package io.yardmaster.web.console.schedules;

import java.util.ArrayList;
import java.util.List;

/**
 * The last runs as bars, oldest first.
 *
 * @param label for who cannot see it
 */
public record Strip(List<Bar> bars, String label) {
    /** How many runs it shows. */
    static final int RUNS = 30;

    private static final int HEIGHT = 24;
    private static final int LEAST = 3;
    private static final int STEP = 5;

    /** One run. @param kind its colour: the glyph of its state */
    public record Bar(String kind, int x, int y, int height, String title) {}

    /** @param newest newest first, at most {@value #RUNS} */
    static Strip of(List<ScheduleState> newest) {
        long most = newest.stream()
                .filter(state -> state.runMs() != null)
                .mapToLong(ScheduleState::runMs)
                .max()
                .orElse(1);
        List<Bar> bars = new ArrayList<>();
        int left = (RUNS - newest.size()) * STEP;
        for (int i = newest.size() - 1; i >= 0; i--) {
            ScheduleState state = newest.get(i);
            int height = height(state, Math.max(1, most));
            int x = left + (newest.size() - 1 - i) * STEP;
            bars.add(new Bar(state.glyph(), x, HEIGHT - height, height, state.word() + ": " + state.detail()));
        }
        long failed = newest.stream().filter(ScheduleState::isFailed).count();
        return new Strip(bars, "The last " + newest.size() + " runs, " + failed + " of them failed");
    }

    private static int height(ScheduleState state, long most) {
        return switch (state.glyph()) {
            case "dead", "missed" -> HEIGHT - 4;
            case "skipped", "cancelled" -> LEAST;
            default ->
                state.runMs() == null
                        ? HEIGHT / 3
                        : LEAST + 3 + (int) ((HEIGHT - 10) * Math.sqrt((double) state.runMs() / most));
        };
    }
}
