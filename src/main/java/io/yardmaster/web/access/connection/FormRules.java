package io.yardmaster.web.access.connection;

import io.vertx.core.buffer.Buffer;
import io.yardmaster.web.problem.Problem;
import java.util.Locale;
import java.util.Optional;

/** What a form must be, so that its reader cannot fail on it. */
final class FormRules {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Below what the reader of forms takes. */
    private static final int MOST_FIELDS = 500;

    private FormRules() {}

    /** @param type of the content; may be null @return empty for a form in order, and for all that is none */
    static Optional<Problem> check(String type, Buffer body) {
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return Optional.empty();
        }
        int fields = 1;
        for (int at = 0; at < body.length(); at++) {
            byte next = body.getByte(at);
            fields += next == '&' ? 1 : 0;
            if (next == '%' && !isEscape(body, at)) {
                return Optional.of(Problem.of(400, "a percent sign must be followed by two hexadecimal digits"));
            }
        }
        return fields <= MOST_FIELDS
                ? Optional.empty()
                : Optional.of(Problem.of(413, "a form may have at most " + MOST_FIELDS + " fields"));
    }

    private static boolean isEscape(Buffer body, int at) {
        return at + 2 < body.length() && isHex(body.getByte(at + 1)) && isHex(body.getByte(at + 2));
    }

    private static boolean isHex(byte digit) {
        return Character.digit(digit, 16) >= 0;
    }
}
