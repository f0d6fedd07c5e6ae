package io.yardmaster.web.api.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.yardmaster.web.problem.BadInputException;
import java.nio.CharBuffer;

/**
 * JSON text as it lies in the store. It was checked on its way in, but a hand in Redis may have changed it since, and
 * written out unchecked it would spoil the whole answer that it is part of.
 */
public final class StoredJson {
    private StoredJson() {}

    /** The text, digit for digit; as a JSON string where it is no JSON, and null as {@code null}. */
    public static String of(String text) {
        if (text == null) {
            return "null";
        }
        return isOneValue(text)
                ? text
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static boolean isOneValue(String text) {
        try {
            JsonTokens tokens = new JsonTokens(CharBuffer.wrap(text.toCharArray()));
            boolean begun = tokens.next() != null;
            tokens.skip();
            return begun && tokens.next() == null;
        } catch (BadInputException edited) {
            return false;
        }
    }
}
