package io.yardmaster.web.api.jobs;

import io.yardmaster.engine.queues.CanonicalJson;
import io.yardmaster.engine.queues.MadeKeys;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Work;
import io.yardmaster.job.text.BodyHash;
import io.yardmaster.job.text.Name;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.api.request.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one job that a caller asks to be enqueued. */
public final class NewJobReader {
    private static final Map<String, Option> OPTIONS =
            Stream.of(Option.values()).collect(Collectors.toMap(Option::field, Function.identity()));
    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("type", "payload", "queue", "id", "priority", "delayMs", "runAt", "tags"),
                    OPTIONS.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());
    /** What a schedule may say of its jobs: all but what, where, under which id, and on which day. */
    private static final Set<String> OF_SCHEDULE = KNOWN.stream()
            .filter(name -> !Set.of("type", "payload", "queue", "id", "runAt").contains(name))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> LATER = Set.of();
    private static final Map<String, Integer> PRIORITIES = Map.of("critical", 1, "high", 5, "normal", 10, "low", 20);
    private static final String NAME_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ - that begins with a letter or digit";
    private static final String ID_RULE =
            "must be a string of 1 to 128 characters of A-Z a-z 0-9 . _ : - that begins with a letter or digit";
    private static final String TAG_RULE =
            "must be a string of 1 to " + Work.LONGEST_TAG + " characters, none of them a control character";

    private final JsonReader in;
    private final DueReader due;
    private final List<String> tags = new ArrayList<>();
    private boolean typed;
    private String type;
    private String payload;
    private String queue;
    private String id;
    private Integer priority = Work.DEFAULT_PRIORITY;
    private Rules rules = Rules.NONE;

    private NewJobReader(JsonReader in) {
        this.in = in;
        due = new DueReader(in);
    }

    /** The job that the reader stands at; null when it is wrong, which is noted. */
    public static NewJob of(JsonReader in) {
        return new NewJobReader(in).read();
    }

    /**
     * The job that the reader stands at, or something else whose fields are not those of a job.
     *
     * @param others names of the fields of the other thing @param other is called with each, to read its value
     * @return null when it is the other thing, or wrong, which is noted
     */
    public static NewJob or(JsonReader in, Set<String> others, Consumer<String> other) {
        NewJobReader reader = new NewJobReader(in);
        boolean[] seen = new boolean[2];
        Set<String> names = Stream.concat(KNOWN.stream(), others.stream()).collect(Collectors.toSet());
        int from = in.tokens().start();
        boolean object = in.object(names, LATER, name -> {
            boolean mine = !others.contains(name);
            seen[mine ? 0 : 1] = true;
            if (mine) {
                reader.member(name);
            } else {
                other.accept(name);
            }
        });
        if (seen[0] && seen[1]) {
            in.note("", "must be a job or one of " + String.join(", ", new TreeSet<>(others)) + ", not both");
        }
        return !object || seen[1] ? null : reader.complete(from);
    }

    /** A job of no type with the options that the reader stands at; null when they are wrong, which is noted. */
    public static NewJob options(JsonReader in) {
        NewJobReader reader = new NewJobReader(in);
        if (!in.object(OF_SCHEDULE, LATER, reader::member) || in.isWrong()) {
            return null;
        }
        return NewJob.of("options")
                .work(new Work("options", null, reader.priority, reader.tags))
                .due(reader.due.due())
                .rules(reader.rules);
    }

    private NewJob read() {
        int from = in.tokens().start();
        return in.object(KNOWN, LATER, this::member) ? complete(from) : null;
    }

    private NewJob complete(int from) {
        if (!typed) {
            in.note("/type", "is required");
        }
        if (rules.get(Option.EXPIRES_AT) != null && rules.get(Option.EXPIRES_IN_MS) != null) {
            in.note("/expiresInMs", "must not be there: expiresAt and expiresInMs exclude each other");
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
            case "tags" -> in.array(this::tag);
            default -> rules = rules.with(OPTIONS.get(name), OptionReader.of(in, OPTIONS.get(name)));
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
        if (tags.size() == Work.MOST_TAGS) {
            in.fail("is one too many: at most " + Work.MOST_TAGS + " tags");
            return;
        }
        String tag = in.string(NewJobReader::isTag, TAG_RULE);
        if (tag != null) {
            tags.add(tag);
        }
    }

    private static boolean isTag(String text) {
        boolean plain = text.codePoints().noneMatch(c -> Character.isISOControl(c) || isLoneSurrogate(c));
        return plain && !text.isBlank() && text.length() <= Work.LONGEST_TAG;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** Where nothing was said and the job is debounced, the time that its lock was said to last. */
    private NewJob.Due due() {
        Unique unique = rules.unique();
        boolean waits = unique != null
                && unique.mode() == Unique.Mode.DEBOUNCE
                && unique.ttlMs() != Unique.DEFAULT_TTL_MS
                && due.due() == NewJob.Due.NOW;
        return waits ? new NewJob.Due.After(unique.ttlMs()) : due.due();
    }

    private NewJob job(int from, int to) {
        String hash =
                id == null ? null : BodyHash.of(CanonicalJson.of(in.tokens().slice(from, to), "id"));
        return new NewJob(
                new NewJob.Place(queue, id, hash),
                new Work(type, payload, priority, tags),
                due(),
                MadeKeys.of(rules, type, payload),
                null,
                null);
    }
}
