package io.yardmaster.handlers.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.yardmaster.api.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what the step before came to into a payload: {@code {{previous}}} stands for all of it, and
 * {@code {{previous.a.0.b}}} for a part, by names of fields and places in lists. A string that is nothing but one of these
 * becomes the value itself, inside a longer string its text. Names of fields are left alone.
 */
final class Placeholders {
    /** Characters that may be put in together. */
    static final int LARGEST = 1 << 20;

    private static final String BEGIN = "{{previous";
    private static final Pattern PLACE = Pattern.compile("\\{\\{previous((?:\\.[^{}.]+)*)}}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JobContext context;
    private JsonNode previous;
    private long putIn;

    private Placeholders(JobContext context) {
        this.context = context;
    }

    /** The payload with its placeholders filled. @throws IllegalArgumentException naming the path that is not there */
    static HttpPayload fill(HttpPayload payload, JobContext context) {
        if (payload == null) {
            return null;
        }
        Placeholders places = new Placeholders(context);
        return new HttpPayload(
                places.text(payload.url()),
                payload.method(),
                payload.headers(),
                payload.body() == null ? null : places.body(payload.body()),
                payload.timeoutMs());
    }

    private TokenBuffer body(TokenBuffer body) {
        TokenBuffer filled = new TokenBuffer(JSON, false);
        try (JsonParser parser = body.asParser()) {
            while (parser.nextToken() != null) {
                boolean plain = parser.currentToken() != JsonToken.VALUE_STRING
                        || !parser.getText().contains(BEGIN);
                if (plain) {
                    filled.copyCurrentEvent(parser);
                } else {
                    string(parser.getText(), filled);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return filled;
    }

    private void string(String text, TokenBuffer into) throws IOException {
        Matcher whole = PLACE.matcher(text);
        if (whole.matches()) {
            JsonNode value = value(whole.group(1));
            count(value.toString().length());
            JSON.writeTree(into, value);
        } else {
            into.writeString(text(text));
        }
    }

    private String text(String text) {
        if (text == null || !text.contains(BEGIN)) {
            return text;
        }
        return PLACE.matcher(text).replaceAll(place -> {
            JsonNode value = value(place.group(1));
            String shown = value.isTextual() ? value.textValue() : value.toString();
            count(shown.length());
            return Matcher.quoteReplacement(shown);
        });
    }

    /** @param path empty, or names and places, each after a dot */
    private JsonNode value(String path) {
        JsonNode at = previous();
        for (String name : path.isEmpty() ? new String[0] : path.substring(1).split("\\.")) {
            at = at.isArray() && name.matches("[0-9]{1,6}") ? at.path(Integer.parseInt(name)) : at.path(name);
        }
        if (at.isMissingNode()) {
            throw new IllegalArgumentException(
                    "{{previous" + path + "}} is not there: the result before has no such part");
        }
        return at;
    }

    private JsonNode previous() {
        if (previous == null) {
            String text = context.previous();
            if (text == null) {
                throw new IllegalArgumentException("{{previous}} is not there: no step stands before this one");
            }
            try {
                previous = JSON.readTree(text);
            } catch (JsonProcessingException broken) {
                throw new IllegalArgumentException(
                        "{{previous}} cannot be read: " + broken.getOriginalMessage(), broken);
            }
        }
        return previous;
    }

    private void count(int characters) {
        putIn += characters;
        if (putIn > LARGEST) {
            throw new IllegalArgumentException("{{previous}} would put in more than " + LARGEST + " characters");
        }
    }
}
