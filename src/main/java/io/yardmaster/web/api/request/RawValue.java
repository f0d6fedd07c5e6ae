package io.yardmaster.web.api.request;

import com.fasterxml.jackson.core.JsonToken;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes a payload as it was written, digit for digit. It may be as long as {@link Work#largestPayload} says, no name in
 * it may be there twice, and with the object that holds it it may be {@value #DEEPEST} deep. Once it is too long
 * nothing more of it is remembered.
 */
public final class RawValue {
    static final int DEEPEST = 100;

    private final JsonReader in;
    private final JsonTokens tokens;
    private final Deque<Set<String>> names = new ArrayDeque<>();
    private String wrong;

    private RawValue(JsonReader in) {
        this.in = in;
        tokens = in.tokens();
    }

    /** The text of the value; null when the value is null, or wrong, which is noted. */
    public static String of(JsonReader in) {
        return new RawValue(in).read();
    }

    private String read() {
        int from = tokens.start();
        int open = 0;
        do {
            JsonToken token = tokens.current();
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (wrong == null && tokens.start() - from > Work.largestPayload()) {
                wrong = "must be at most " + Work.largestPayload() + " bytes";
            }
            if (wrong == null) {
                look(token, open);
            }
        } while (open > 0 && tokens.next() != null);
        return taken(tokens.slice(from, tokens.end()));
    }

    private void look(JsonToken token, int open) {
        if (token.isStructStart()) {
            names.push(new HashSet<>());
            if (open >= DEEPEST) {
                wrong = "must not be deeper than " + DEEPEST + ", the job itself included";
            }
        } else if (token.isStructEnd()) {
            names.pop();
        } else if (token == JsonToken.FIELD_NAME && !names.peek().add(tokens.text())) {
            wrong = "must not have a name twice in one object";
        } else if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) && !Text.isWhole(tokens.text())) {
            wrong = JsonReader.HALF;
        }
    }

    private String taken(String slice) {
        int bytes = Text.bytes(slice);
        if (wrong == null && bytes > Work.largestPayload()) {
            wrong = "must be at most " + Work.largestPayload() + " bytes, this one has " + bytes;
        }
        if (wrong != null) {
            in.note("", wrong);
            return null;
        }
        return slice.equals("null") ? null : slice;
    }
}
