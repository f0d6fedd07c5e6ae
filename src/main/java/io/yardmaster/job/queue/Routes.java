package io.yardmaster.job.queue;

import io.yardmaster.job.text.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which queue a job goes to by its type, where its request names none: a route that is the type itself wins, then the
 * first whose pattern fits.
 *
 * @param routes in declared order, at most {@value #MOST}, no pattern twice
 */
public record Routes(List<Route> routes) {
    public static final int MOST = 200;
    public static final Routes NONE = new Routes(List.of());

    private static final char ANY = '*';
    private static final int LONGEST_PATTERN = 128;

    public Routes {
        routes = List.copyOf(routes);
    }

    /** @param pattern a job type, in which {@code *} stands for any characters, also none */
    public record Route(String pattern, String queue) {
        public Route {
            if (!isPattern(pattern) || !Name.isName(queue)) {
                throw new IllegalArgumentException("a route is a pattern and the name of a queue");
            }
        }

        boolean isExact() {
            return pattern.indexOf(ANY) < 0;
        }
    }

    /** 1 to 128 characters of {@code A-Z a-z 0-9 . _ - *} that begin with a letter, a digit or {@code *}. */
    public static boolean isPattern(String text) {
        return text.length() <= LONGEST_PATTERN && text.matches("[A-Za-z0-9*][A-Za-z0-9._*-]*");
    }

    /** The queue for jobs of a type; empty when no route fits. */
    public Optional<String> queueOf(String type) {
        Optional<Route> exact =
                routes.stream().filter(route -> route.pattern().equals(type)).findFirst();
        return exact.or(() -> routes.stream()
                        .filter(route -> !route.isExact() && fits(route.pattern(), type))
                        .findFirst())
                .map(Route::queue);
    }

    /** Goes back to the last star only, so that no pattern takes more than their lengths multiplied. */
    private static boolean fits(String pattern, String type) {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < type.length(); ) {
            if (p < pattern.length() && pattern.charAt(p) == ANY) {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == type.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(rest -> rest == ANY);
    }

    /** A line a route, the pattern and the queue parted by a blank: as it is stored, and as the form shows it. */
    public String text() {
        return routes.stream()
                .map(route -> route.pattern() + " " + route.queue())
                .collect(Collectors.joining("\n"));
    }

    /** What {@link #text} wrote; a line that was edited by hand into something else is passed over. */
    public static Routes of(String text) {
        List<Route> routes = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] words = line.split(" ");
            if (words.length == 2 && isPattern(words[0]) && Name.isName(words[1]) && routes.size() < MOST) {
                routes.add(new Route(words[0], words[1]));
            }
        }
        return new Routes(routes);
    }
}
