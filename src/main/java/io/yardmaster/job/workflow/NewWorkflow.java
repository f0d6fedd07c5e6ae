package io.yardmaster.job.workflow;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.Trace;
import java.util.EnumMap;
import java.util.Map;

/**
 * A workflow that somebody asks for, already checked.
 *
 * @param top the tree
 * @param description a sentence of the caller's; null when none
 * @param callbacks the jobs that are enqueued when something happens to it; empty when none
 */
public record NewWorkflow(Tree top, String description, Map<Callback, NewJob> callbacks) {
    /** The longest description in characters. */
    public static final int LONGEST_DESCRIPTION = 500;

    /** What a callback waits for; each comes at most once, and in this order where several come together. */
    public enum Callback {
        /** The first member is dead. */
        DEATH("onDeath"),
        /** Every member has ended once, well or not. */
        COMPLETE("onComplete"),
        /** Every member has succeeded. */
        SUCCESS("onSuccess");

        private final String field;

        Callback(String field) {
            this.field = field;
        }

        /** The field in the API, and the name in the store. */
        public String field() {
            return field;
        }
    }

    public NewWorkflow {
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("description must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        callbacks = callbacks.isEmpty() ? Map.of() : new EnumMap<>(callbacks);
    }

    public static NewWorkflow of(Tree top) {
        return new NewWorkflow(top, null, Map.of());
    }

    public NewWorkflow description(String text) {
        return new NewWorkflow(top, text, callbacks);
    }

    /** With all its jobs in a trace. @param trace null for none */
    public NewWorkflow trace(Trace trace) {
        Map<Callback, NewJob> traced = new EnumMap<>(Callback.class);
        callbacks.forEach((when, job) -> traced.put(when, job.trace(trace)));
        return trace == null ? this : new NewWorkflow(top.trace(trace), description, traced);
    }

    public NewWorkflow on(Callback when, NewJob job) {
        Map<Callback, NewJob> more = new EnumMap<>(Callback.class);
        more.putAll(callbacks);
        more.put(when, job);
        return new NewWorkflow(top, description, more);
    }
}
