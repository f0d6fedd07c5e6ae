package io.yardmaster.job;

import io.yardmaster.job.text.Name;
import io.yardmaster.job.text.Trace;
import java.util.List;

/**
 * What a caller asks to be enqueued, already checked. Made by {@link #of} and changed by withers.
 *
 * @param place which queue, and under which id
 * @param work what is to be done
 * @param due when it may first run
 * @param rules what the request says about how it runs
 * @param sourceJobId the job this one repeats; null when none
 * @param trace the trace that it is enqueued in; null when in none
 */
public record NewJob(Place place, Work work, Due due, Rules rules, String sourceJobId, Trace trace) {

    /**
     * Where a new job goes.
     *
     * @param queue null lets the server choose
     * @param id null lets the server make one
     * @param bodyHash identifies the request without its id (see {@link io.yardmaster.job.text.BodyHash}); null when
     *     {@code id} is null
     */
    public record Place(String queue, String id, String bodyHash) {
        public Place {
            if (queue != null) {
                Name.check("queue", queue);
            }
            if (id != null) {
                Name.checkId("id", id);
            }
        }
    }

    /** When a job may first run: after a delay, or at an instant. */
    public sealed interface Due {
        Due NOW = new After(0);

        /** The longest delay in milliseconds: ten years of 365 days. */
        long LONGEST_MS = 315_360_000_000L;

        /** @param delayMs milliseconds from the enqueue, 0..{@value #LONGEST_MS} */
        record After(long delayMs) implements Due {}

        /** @param epochMs epoch milliseconds; one in the past means now */
        record OnInstant(long epochMs) implements Due {}
    }

    public NewJob {
        Name.check("type", work.type());
    }

    /** A job of that type without a payload, everything else as by default. */
    public static NewJob of(String type) {
        Work work = new Work(type, null, Work.DEFAULT_PRIORITY, List.of());
        return new NewJob(new Place(null, null, null), work, Due.NOW, Rules.NONE, null, null);
    }

    /** Null when the server is to choose. */
    public String queue() {
        return place.queue();
    }

    /** Null when the server is to make one. */
    public String id() {
        return place.id();
    }

    public String type() {
        return work.type();
    }

    public NewJob queue(String queue) {
        return new NewJob(new Place(queue, place.id(), place.bodyHash()), work, due, rules, sourceJobId, trace);
    }

    /** With an id of the caller's. @param bodyHash identifies the request without its id */
    public NewJob id(String id, String bodyHash) {
        return new NewJob(new Place(place.queue(), id, bodyHash), work, due, rules, sourceJobId, trace);
    }

    /** JSON text; null when none. */
    public String payload() {
        return work.payload();
    }

    public int priority() {
        return work.priority();
    }

    public List<String> tags() {
        return work.tags();
    }

    /** @param payload JSON text; null when none */
    public NewJob payload(String payload) {
        return work(work.withPayload(payload));
    }

    /** @param priority 1..100 */
    public NewJob priority(int priority) {
        return work(new Work(work.type(), work.payload(), priority, work.tags()));
    }

    /** @param tags at most 20 of 64 characters */
    public NewJob tags(List<String> tags) {
        return work(new Work(work.type(), work.payload(), work.priority(), tags));
    }

    public NewJob work(Work changed) {
        return new NewJob(place, changed, due, rules, sourceJobId, trace);
    }

    public NewJob due(Due changed) {
        return new NewJob(place, work, changed, rules, sourceJobId, trace);
    }

    public NewJob rules(Rules changed) {
        return new NewJob(place, work, due, changed, sourceJobId, trace);
    }

    /** Says which job it repeats. */
    public NewJob source(String jobId) {
        return new NewJob(place, work, due, rules, jobId, trace);
    }

    /** In a trace. @param changed null for none */
    public NewJob trace(Trace changed) {
        return new NewJob(place, work, due, rules, sourceJobId, changed);
    }
}
