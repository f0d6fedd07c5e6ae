package io.yardmaster.job;

import java.util.List;

/**
 * One job: what the store keeps in its record. Where the job is now is its {@link Standing}.
 *
 * @param id unique within the queue
 * @param queue name of the queue
 * @param work what is to be done
 * @param rules what the request said about how it runs
 * @param times when it was made and when it is due
 * @param past where it came from and what it has been through
 */
public record Job(String id, String queue, Work work, Rules rules, Times times, Past past) {

    /** Name of the handler. */
    public String type() {
        return work.type();
    }

    /** JSON text; null when none was given. */
    public String payload() {
        return work.payload();
    }

    /** 1..100, smaller runs sooner. */
    public int priority() {
        return work.priority();
    }

    /** At most 20; empty when none. */
    public List<String> tags() {
        return work.tags();
    }

    /** Epoch milliseconds. */
    public long createdAt() {
        return times.createdAt();
    }

    /** Epoch milliseconds from which it may run. */
    public long dueAt() {
        return times.dueAt();
    }

    public Tally tally() {
        return past.tally();
    }

    /** The number of the attempt that runs next or runs now, from 1. */
    public int nextAttempt() {
        return tally().failures() + 1;
    }

    /** Its place in a workflow; null when it is in none. */
    public Past.Member member() {
        return past.member();
    }

    /** True when it lost so many workers that it runs alone from now on. */
    public boolean isSuspect() {
        return tally().lost() >= Tally.SUSPECT_AFTER;
    }

    public Job with(Tally changed) {
        return new Job(id, queue, work, rules, times, past.with(changed));
    }

    public Job dueAt(long changed) {
        return new Job(id, queue, work, rules, times.dueAt(changed), past);
    }

    /** True when its time to be run is over. @param now epoch milliseconds by the store's clock */
    public boolean isExpired(long now) {
        return rules.expiresAt() != null && rules.expiresAt() <= now;
    }

    /** Its rules for another run that somebody asks for: an expiry that has passed does not hold any more. */
    public Rules rulesFrom(long now) {
        return isExpired(now) ? rules.with(Option.EXPIRES_AT, null) : rules;
    }

    /** With its rules made anew. */
    public Job rules(Keyed anew) {
        return new Job(id, queue, work, anew.of(rules, type(), payload()), times, past);
    }

    /** Makes rules anew for a type and payload. */
    @FunctionalInterface
    public interface Keyed {
        Rules of(Rules rules, String type, String payload);
    }

    /** The same job as if it had never run; with another payload when {@code edited} is not null. */
    public Job afresh(String edited, long now) {
        boolean changes = edited != null && !edited.equals(payload());
        boolean first = changes && past.originalPayload() == null;
        String original = first ? (payload() == null ? "null" : payload()) : past.originalPayload();
        Work fresh = changes ? work.withPayload(edited) : work;
        Past known = new Past(Tally.NONE, original, past.sourceJobId(), past.member(), past.trace());
        return new Job(id, queue, fresh, rulesFrom(now), new Times(createdAt(), now, now), known);
    }
}
