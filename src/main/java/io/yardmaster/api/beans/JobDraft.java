package io.yardmaster.api.beans;

import io.yardmaster.api.JobRequest;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.unique.Unique;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A job that is about to be enqueued. Every method but {@link #send} answers another draft and changes nothing; a value out
 * of its bounds is an IllegalArgumentException that names it.
 */
public final class JobDraft {
    private final Function<List<JobDraft>, List<String>> sender;
    private final JobRequest request;
    private final Rules rules;

    /** Called by the server. @param sender enqueues drafts and answers their ids */
    public JobDraft(Function<List<JobDraft>, List<String>> sender, JobRequest request, Rules rules) {
        this.sender = sender;
        this.request = request;
        this.rules = rules;
    }

    /** What, where and when. */
    public JobRequest request() {
        return request;
    }

    /** How it runs. */
    public Rules rules() {
        return rules;
    }

    /** Runs after a while. */
    public JobDraft in(Duration delay) {
        return of(request.after(millis("delayMs", delay)));
    }

    /** Goes to that queue in place of the usual one. */
    public JobDraft queue(String queue) {
        return of(request.inQueue(queue));
    }

    /** Under that id; a job that is there under it is not enqueued again. */
    public JobDraft id(String id) {
        return of(request.withId(id));
    }

    /** @param priority 1..100, smaller runs sooner */
    public JobDraft priority(int priority) {
        return of(request.withPriority(priority));
    }

    /** @param tags at most 20 of 64 characters */
    public JobDraft tagged(String... tags) {
        return of(request.tagged(tags));
    }

    /** The only one of its key in the queue until it has ended. */
    public JobDraft unique(String key) {
        return with(Option.UNIQUE, new Unique(key, Unique.DEFAULT_TTL_MS, Unique.Until.FINISH));
    }

    /** The only one of its key in the queue for so long, whatever becomes of it. */
    public JobDraft unique(String key, Duration ttl) {
        return with(Option.UNIQUE, new Unique(key, millis("unique.ttlMs", ttl), Unique.Until.TTL));
    }

    /** A job of its type and key that completed before gives its result, and this one does not run. */
    public JobDraft idempotent(String key) {
        return with(Option.IDEMPOTENCY_KEY, key);
    }

    /** A worker that fetches it later cancels it. */
    public JobDraft expiresIn(Duration time) {
        return with(Option.EXPIRES_IN_MS, millis("expiresInMs", time));
    }

    /** @param attempts the first run included */
    public JobDraft maxAttempts(int attempts) {
        return with(Option.MAX_ATTEMPTS, (long) attempts);
    }

    /** Any other option, as in the table. */
    public JobDraft with(Option option, Object value) {
        return new JobDraft(sender, request, rules.with(option, value));
    }

    /** Enqueues it; see {@link JobSender#sendAll}. Returns the id of the job, or of the one that was there already. */
    public String send() {
        return sender.apply(List.of(this)).getFirst();
    }

    private static long millis(String field, Duration time) {
        try {
            return time.toMillis();
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(field + " is longer than any bound", tooLong);
        }
    }

    private JobDraft of(JobRequest changed) {
        return new JobDraft(sender, changed, rules);
    }
}
