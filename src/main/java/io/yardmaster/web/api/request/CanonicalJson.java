package io.yardmaster.web.api.request;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.CharBuffer;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * One text for all the ways to write the same JSON: members sorted by name, no white space, one way to escape. Numbers
 * stay as they were written.
 */
public final class CanonicalJson {
    private final JsonTokens tokens;

    private CanonicalJson(JsonTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The canonical text of an object that was read before, so it is not too deep and has no name twice.
     *
     * @param without the name of a member to leave out, of the object itself only
     */
    public static String of(String object, String without) {
        JsonTokens tokens = new JsonTokens(CharBuffer.wrap(object.toCharArray()));
        tokens.next();
        return new CanonicalJson(tokens).object(without);
    }

    private String object(String without) {
        TreeMap<String, String> members = new TreeMap<>();
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.text();
            tokens.next();
            members.put(name, value());
        }
        if (without != null) {
            members.remove(without);
        }
        StringJoiner text = new StringJoiner(",", "{", "}");
        members.forEach((name, value) -> text.add(quoted(name) + ":" + value));
        return text.toString();
    }

    private String array() {
        StringJoiner text = new StringJoiner(",", "[", "]");
        while (tokens.next() != JsonToken.END_ARRAY) {
            text.add(value());
        }
        return text.toString();
    }

    private String value() {
        return switch (tokens.current()) {
            case START_OBJECT -> object(null);
            case START_ARRAY -> array();
            case VALUE_STRING -> quoted(tokens.text());
            default -> tokens.text();
        };
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
