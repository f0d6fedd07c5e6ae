package io.yardmaster.web.api.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.problem.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.regex.Pattern;

/** The tokens of one JSON text, read once and strictly; what is not JSON ends in a {@link BadInputException}. */
public final class JsonTokens {
    /** Deeper than any field may be, so that one bad job of a bulk call does not spoil the others. */
    private static final int DEEPEST = 20_000;

    private static final int DEEPEST_NAMED = 10;
    private static final int LONGEST_SENTENCE = 150;
    private static final Pattern HINTS_FOR_PROGRAMMERS = Pattern.compile("(: enable | \\(\\d+, from ).*");

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE) // a payload's number is never turned into one
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // hostile names would stay for ever
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final CharBuffer source;
    private final JsonParser parser;

    /** @param source begins at the beginning of its array */
    JsonTokens(CharBuffer source) {
        this.source = source;
        try {
            parser = JSON.createParser(source.array(), 0, source.limit());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The next token; null at the end. */
    JsonToken next() {
        return read(parser::nextToken);
    }

    /** The token just read. */
    JsonToken current() {
        return parser.currentToken();
    }

    /** The string, number or name just read. */
    String text() {
        return read(parser::getText);
    }

    /** Passes over what the object or array just begun holds. */
    public void skip() {
        read(parser::skipChildren);
    }

    /** Where the token just read begins, in characters. */
    public int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** Where it ends. */
    public int end() {
        read(() -> {
            parser.finishToken();
            return null;
        });
        return (int) parser.currentLocation().getCharOffset();
    }

    /** The source between two such places, digit for digit. */
    public String slice(int from, int to) {
        return new String(source.array(), from, to - from);
    }

    private <T> T read(Step<T> step) {
        try {
            return step.take();
        } catch (JsonProcessingException notJson) {
            throw new BadInputException(where(), "is not JSON: " + sentence(notJson));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String where() {
        JsonStreamContext context = parser.getParsingContext();
        return context.getNestingDepth() > DEEPEST_NAMED
                ? ""
                : context.pathAsPointer().toString();
    }

    private String sentence(JsonProcessingException notJson) {
        String message = notJson.getOriginalMessage().lines().findFirst().orElse("unreadable");
        String plain = HINTS_FOR_PROGRAMMERS.matcher(message).replaceFirst("");
        return Text.cut(plain, LONGEST_SENTENCE) + " (character "
                + parser.currentLocation().getCharOffset() + ")";
    }

    private interface Step<T> {
        T take() throws IOException;
    }
}
