package io.yardmaster.job.text;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The W3C trace context that a job carries from its enqueue to its runs.
 *
 * @param id of the trace: 32 digits of lower-case hex, not all zero
 * @param span of its parent: 16 digits of lower-case hex, not all zero
 * @param flags 0..255; 1 = sampled
 */
public record Trace(String id, String span, int flags) {
    /** The longest header that is looked at, in characters: a later version may append fields. */
    private static final int LONGEST = 512;

    private static final Pattern HEADER =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-[\\x20-\\x7e]*)?");
    private static final Pattern ZEROS = Pattern.compile("0+");

    public Trace {
        if (!id.matches("[0-9a-f]{32}") || !span.matches("[0-9a-f]{16}") || flags < 0 || flags > 255) {
            throw new IllegalArgumentException(
                    "a trace has an id of 32 and a span of 16 hex digits, and flags of a byte");
        }
        if (ZEROS.matcher(id).matches() || ZEROS.matcher(span).matches()) {
            throw new IllegalArgumentException("the id and the span of a trace are not all zero");
        }
    }

    /**
     * What a request says of its trace; empty when it says nothing, says it twice, or says what the specification calls
     * invalid: then the request is taken as one without.
     *
     * @param headers every value of {@code traceparent}
     */
    public static Optional<Trace> of(List<String> headers) {
        if (headers.size() != 1 || headers.getFirst().length() > LONGEST) {
            return Optional.empty();
        }
        Matcher header = HEADER.matcher(headers.getFirst().strip());
        if (!header.matches() || header.group(1).equals("ff")) {
            return Optional.empty();
        }
        boolean more = header.group(5) != null; // only a version that this program does not know may have more
        boolean zeros = ZEROS.matcher(header.group(2)).matches()
                || ZEROS.matcher(header.group(3)).matches();
        return zeros || more && header.group(1).equals("00")
                ? Optional.empty()
                : Optional.of(new Trace(header.group(2), header.group(3), Integer.parseInt(header.group(4), 16)));
    }

    public boolean isSampled() {
        return (flags & 1) != 0;
    }

    /** The value of the header {@code traceparent}, of version 00. */
    public String header() {
        return "00-" + id + "-" + span + "-" + (flags < 16 ? "0" : "") + Integer.toHexString(flags);
    }
}
