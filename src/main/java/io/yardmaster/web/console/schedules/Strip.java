package io.yardmaster.web.console.schedules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last runs as bars, oldest first.
 *
 * @param label for who cannot see it
 */
public record Strip(List<Bars> bars, String label) {
    /** How many runs it shows. */
    static final int RUNS = 30;

    private static final int HEIGHT = 24;
    private static final int LEAST = 3;
    private static final int STEP = 5;

    /** All runs of one colour. @param kind the glyph of their state @param path as SVG writes it */
    public record Bars(String kind, String path) {}

    /** @param newest newest first, at most {@value #RUNS} */
    static Strip of(List<ScheduleState> newest) {
        long most = newest.stream()
                .filter(state -> state.runMs() != null)
                .mapToLong(ScheduleState::runMs)
                .max()
                .orElse(1);
        Map<String, StringBuilder> paths = new LinkedHashMap<>();
        int left = (RUNS - newest.size()) * STEP;
        for (int i = newest.size() - 1; i >= 0; i--) {
            ScheduleState state = newest.get(i);
            int height = height(state, Math.max(1, most));
            int x = left + (newest.size() - 1 - i) * STEP;
            paths.computeIfAbsent(state.glyph(), first -> new StringBuilder())
                    .append('M')
                    .append(x)
                    .append(' ')
                    .append(HEIGHT - height)
                    .append("h3v")
                    .append(height)
                    .append("h-3z");
        }
        List<Bars> bars = paths.entrySet().stream()
                .map(path -> new Bars(path.getKey(), path.getValue().toString()))
                .toList();
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
