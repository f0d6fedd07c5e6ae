package io.yardmaster.web.console.enqueue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Text;
import io.yardmaster.web.console.words.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what was typed into the form that enqueues: a job, or a sentence for each field that is wrong. */
public final class EnqueueForm {
    /** The fields, as they are named in the form. */
    static final List<String> FIELDS =
            List.of("type", "payload", "queue", "priority", "delay", "maxAttempts", "timeout", "tags");

    private static final int DEEPEST = 100;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Work.MOST_PAYLOAD)
                    .build())
            .build();

    private final Map<String, String> values;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    /** @param values what was typed, by field; a field that is missing counts as empty */
    EnqueueForm(Map<String, String> values) {
        this.values = values;
    }

    /** A sentence for each field that is wrong; empty when none is. Known after {@link #job}. */
    Map<String, String> wrong() {
        return wrong;
    }

    /** The job; null when something is wrong. */
    NewJob job() {
        String type = field("type", text -> Name.check("The type", text), "");
        String payload = field("payload", EnqueueForm::json, null);
        String queue = field("queue", text -> text.isEmpty() ? null : Name.check("The queue", text), null);
        int priority = field("priority", text -> (int) number("The priority", text, 1, 100, 10), 10);
        long delay = field("delay", text -> number("The delay", text, 0, Backoff.LONGEST_MS / 1_000, 0), 0L);
        long attempts =
                field("maxAttempts", text -> number("The attempts", text, 1, Option.MAX_ATTEMPTS.most(), 0), 0L);
        long timeout =
                field("timeout", text -> number("The timeout", text, 1, Option.TIMEOUT_MS.most() / 1_000, 0), 0L);
        List<String> tags = field("tags", EnqueueForm::tags, List.of());
        if (!wrong.isEmpty()) {
            return null;
        }
        Rules rules = Rules.NONE
                .with(Option.MAX_ATTEMPTS, attempts == 0 ? null : attempts)
                .with(Option.TIMEOUT_MS, timeout == 0 ? null : timeout * 1_000);
        return NewJob.of(type)
                .queue(queue)
                .work(new Work(type, payload, priority, tags))
                .due(new NewJob.Due.After(delay * 1_000))
                .rules(rules);
    }

    private <T> T field(String name, Function<String, T> read, T otherwise) {
        try {
            return read.apply(values.getOrDefault(name, "").strip());
        } catch (IllegalArgumentException said) {
            wrong.put(name, said.getMessage() + ".");
            return otherwise;
        }
    }

    private static long number(String what, String text, long least, long most, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    what + " must be a whole number between " + Words.number(least) + " and " + Words.number(most));
        }
        return number;
    }

    private static List<String> tags(String text) {
        List<String> tags = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
        if (tags.size() > Work.MOST_TAGS || tags.stream().anyMatch(tag -> tag.length() > Work.LONGEST_TAG)) {
            throw new IllegalArgumentException("At most " + Work.MOST_TAGS + " tags of " + Work.LONGEST_TAG
                    + " characters, with commas between them");
        }
        return tags;
    }

    /**
     * A payload as somebody typed it.
     *
     * @return null for an empty one
     * @throws IllegalArgumentException with a sentence that says where it is no JSON, or how large it may be
     */
    public static String json(String text) {
        int bytes = Text.bytes(text);
        if (bytes > Work.largestPayload()) {
            throw new IllegalArgumentException("The payload has " + Words.number(bytes) + " bytes, at most "
                    + Words.number(Work.largestPayload()) + " are taken");
        }
        if (text.isEmpty()) {
            return null;
        }
        try (JsonParser parser = STRICT.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("The payload must be one JSON value; something follows it");
            }
            return text;
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The payload is no JSON" + place(broken), broken);
        } catch (IOException impossible) {
            throw new IllegalStateException("a text was read", impossible);
        }
    }

    private static String place(JsonProcessingException broken) {
        String line = broken.getLocation() == null
                ? ""
                : " at line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
        return line + ": " + broken.getOriginalMessage().lines().findFirst().orElse("");
    }
}
