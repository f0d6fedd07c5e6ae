package io.yardmaster.web.api.jobs;

import io.yardmaster.job.Backoff;
import io.yardmaster.job.BodyHash;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.Name;
import io.yardmaster.job.NewJob;
import io.yardmaster.web.api.request.CanonicalJson;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one job that a caller asks to be enqueued. */
final class NewJobReader {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "payload",
            "queue",
            "id",
            "priority",
            "delayMs",
            "runAt",
            "maxAttempts",
            "backoff",
            "timeoutMs",
            "tags");
    private static final Set<String> LATER = Set.of(
            "hardTimeoutMs",
            "unique",
            "idempotencyKey",
            "idempotencyTtlMs",
            "group",
            "cost",
            "expiresAt",
            "expiresInMs",
            "retryOn",
            "doNotRetryOn");
    private static final Map<String, Integer> PRIORITIES = Map.of("critical", 1, "high", 5, "normal", 10, "low", 20);
    private static final String NAME_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ - that begins with a letter or digit";
    private static final String ID_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ : - that begins with a letter or digit";
    private static final String TAG_RULE =
            "must be a string of 1 to " + NewJob.LONGEST_TAG + " characters, none of them a control character";

    private final JsonReader in;
    private final DueReader due;
    private final List<String> tags = new ArrayList<>();
    private boolean typed;
    private String type;
    private String payload;
    private String queue;
    private String id;
    private Integer priority = NewJob.DEFAULT_PRIORITY;
    private Long maxAttempts;
    private Backoff backoff;
    private Long timeoutMs;

    private NewJobReader(JsonReader in) {
        this.in = in;
        due = new DueReader(in);
    }

    /** The job that the reader stands at; null when it is wrong, which is noted. */
    static NewJob of(JsonReader in) {
        return new NewJobReader(in).read();
    }

    private NewJob read() {
        int from = in.tokens().start();
        if (!in.object(KNOWN, LATER, this::member)) {
            return null;
        }
        if (!typed) {
            in.note("/type", "is required");
        }
        return in.isWrong() ? null : job(from, in.tokens().end());
    }

    private void member(String name) {
        switch (name) {
            case "type" -> type();
            case "payload" -> payload = RawValue.of(in);
            case "queue" -> queue = in.string(Name::isName, NAME_RULE);
            case "id" -> id = in.string(Name::isId, ID_RULE);
            case "priority" -> priority = priority();
            case "delayMs" -> due.delayMs();
            case "runAt" -> due.runAt();
            case "maxAttempts" -> maxAttempts = in.integer(1, JobOptions.MOST_ATTEMPTS);
            case "backoff" -> backoff = BackoffReader.of(in);
            case "timeoutMs" -> timeoutMs = in.integer(1, JobOptions.LONGEST_TIMEOUT_MS);
            default -> in.array(this::tag);
        }
    }

    private void type() {
        typed = true;
        type = in.string(Name::isName, NAME_RULE);
    }

    private Integer priority() {
        if (in.isString() && PRIORITIES.containsKey(in.text())) {
            return PRIORITIES.get(in.text());
        }
        if (!in.isInteger()) {
            in.fail("must be an integer between 1 and 100, or critical, high, normal or low");
            return null;
        }
        Long number = in.integer(1, 100);
        return number == null ? null : number.intValue();
    }

    private void tag() {
        if (tags.size() == NewJob.MOST_TAGS) {
            in.fail("is one too many: at most " + NewJob.MOST_TAGS + " tags");
            return;
        }
        String tag = in.string(NewJobReader::isTag, TAG_RULE);
        if (tag != null) {
            tags.add(tag);
        }
    }

    private static boolean isTag(String text) {
        boolean plain = text.codePoints().noneMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c));
        return plain && !text.isBlank() && text.length() <= NewJob.LONGEST_TAG;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private NewJob job(int from, int to) {
        JobOptions options = new JobOptions(maxAttempts == null ? null : maxAttempts.intValue(), backoff, timeoutMs);
        String hash =
                id == null ? null : BodyHash.of(CanonicalJson.of(in.tokens().slice(from, to), "id"));
        return new NewJob(type, payload, queue, id, priority, due.due(), options, tags, hash, null);
    }
}
