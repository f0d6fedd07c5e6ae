package io.yardmaster.web.api.request;

import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.problem.BadInputException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The query of a request. What a call does not know is refused, never silently passed over. */
public final class Query {
    private static final int MOST_ITEMS = 1_000;
    private static final int DEFAULT_ITEMS = 100;
    private static final int LONGEST_SHOWN = 100;

    private final MultivaluedMap<String, String> values;

    private Query(MultivaluedMap<String, String> values) {
        this.values = values;
    }

    /**
     * @param known parameters of the call
     * @param later parameters of the contract that are not built yet
     * @throws BadInputException naming the parameter that is not known, not built yet, or there twice
     */
    public static Query of(UriInfo uri, Set<String> known, Set<String> later) {
        MultivaluedMap<String, String> values = uri.getQueryParameters();
        for (var entry : values.entrySet()) {
            String name = entry.getKey();
            if (!known.contains(name)) {
                String message = later.contains(name) ? "is not supported yet" : "is not known";
                throw wrong(Text.cut(name, LONGEST_SHOWN), message);
            }
            if (entry.getValue().size() > 1) {
                throw wrong(name, "is there twice");
            }
        }
        return new Query(values);
    }

    public static Query of(UriInfo uri, String... known) {
        return of(uri, Set.of(known), Set.of());
    }

    /** Refuses a query that says anything. */
    public static void none(UriInfo uri) {
        of(uri);
    }

    /** How many items a page holds: 1..1000, 100 where nothing is said. */
    public int limit() {
        return (int) integer("limit", 1, MOST_ITEMS, DEFAULT_ITEMS);
    }

    /** Where a page begins; null for the first. */
    public String cursor() {
        return text("cursor").orElse(null);
    }

    public Optional<String> text(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getFirst());
    }

    /** The name of a queue or job type; null where nothing is said. */
    public String name(String name) {
        Optional<String> text = text(name);
        if (text.isPresent() && !Name.isName(text.get())) {
            throw wrong(name, "must be 1 to 128 characters of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        return text.orElse(null);
    }

    public long integer(String name, long least, long most, long otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text.get());
            if (isPlain(text.get()) && value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noInteger) {
            // said below, with the bounds
        }
        throw wrong(name, "must be an integer between " + least + " and " + most);
    }

    /** Long.parseLong also takes a plus and the digits of other scripts. */
    private static boolean isPlain(String digits) {
        return digits.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
    }

    /** An instant as epoch milliseconds; null where nothing is said. */
    public Long instant(String name) {
        try {
            return text(name).map(text -> At.read(text).toEpochMilli()).orElse(null);
        } catch (DateTimeException | ArithmeticException notOne) {
            throw wrong(name, "must be an instant such as 2026-11-24T09:00:00.000Z");
        }
    }

    /** The same, and another where nothing is said. @param otherwise epoch milliseconds */
    public long instant(String name, long otherwise) {
        Long given = instant(name);
        return given == null ? otherwise : given;
    }

    /** Text of at least one and at most that many characters; null where nothing is said. */
    public String words(String name, int most) {
        Optional<String> text = text(name);
        if (text.isPresent() && (text.get().isEmpty() || text.get().length() > most)) {
            throw wrong(name, "must be 1 to " + most + " characters");
        }
        return text.orElse(null);
    }

    public boolean flag(String name) {
        String text = text(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, "must be true or false");
        }
        return text.equals("true");
    }

    public static BadInputException wrong(String name, String message) {
        return new BadInputException("?" + name, message);
    }
}
