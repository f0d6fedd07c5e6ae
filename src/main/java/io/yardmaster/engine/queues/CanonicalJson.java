package io.yardmaster.engine.queues;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * One text for all the ways to write the same JSON: members sorted by name, no white space, one way to escape. Numbers
 * stay as they were written.
 */
public final class CanonicalJson {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // hostile names would stay for ever
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final JsonParser tokens;

    private CanonicalJson(JsonParser tokens) {
        this.tokens = tokens;
    }

    /**
     * The canonical text of an object that was read before, so it is not too deep and has no name twice.
     *
     * @param without the name of a member to leave out, of the object itself only
     */
    public static String of(String object, String without) {
        try (JsonParser tokens = JSON.createParser(object)) {
            tokens.nextToken();
            return new CanonicalJson(tokens).object(without);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String object(String without) throws IOException {
        TreeMap<String, String> members = new TreeMap<>();
        while (tokens.nextToken() == JsonToken.FIELD_NAME) {
            String name = tokens.getText();
            tokens.nextToken();
            members.put(name, value());
        }
        if (without != null) {
            members.remove(without);
        }
        StringJoiner text = new StringJoiner(",", "{", "}");
        members.forEach((name, value) -> text.add(quoted(name) + ":" + value));
        return text.toString();
    }

    private String array() throws IOException {
        StringJoiner text = new StringJoiner(",", "[", "]");
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            text.add(value());
        }
        return text.toString();
    }

    private String value() throws IOException {
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(null);
            case START_ARRAY -> array();
            case VALUE_STRING -> quoted(tokens.getText());
            default -> tokens.getText();
        };
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
