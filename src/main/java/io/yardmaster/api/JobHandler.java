package io.yardmaster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a {@link Handler} the handler of a job type, and says how its jobs run where nobody else does. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JobHandler {
    /** The job type, for example {@code http.request}: 1 to 128 of the characters that names have. */
    String value();

    /** Virtual for handlers that wait for others, platform for those that compute. */
    Threads thread() default Threads.DEFAULT;

    /** The queue that such jobs go to where neither the request nor a route says; empty = none in particular. */
    String queue() default "";

    /** Attempts where neither the job nor its queue says; 0 leaves it to the server. */
    int maxAttempts() default 0;

    /** The wait between attempts where neither the job nor its queue says; at most one, none leaves it to the server. */
    Wait[] backoff() default {};

    /** Milliseconds until the handler is interrupted where neither the job nor its queue says; 0 = no limit. */
    long timeoutMs() default 0;

    /** Milliseconds that it may go on after it was told to stop, before its slot counts as stuck; 0 = 30 s. */
    long hardTimeoutMs() default 0;

    /** When not empty, only these errors, and those of classes below them, are retried: others make the job dead. */
    Class<? extends Throwable>[] retryOn() default {};

    /** These errors, and those of classes below them, make the job dead at once. */
    Class<? extends Throwable>[] doNotRetryOn() default {};

    /** One sentence for people. */
    String description() default "";

    /** An example payload as JSON, for the form that enqueues. */
    String example() default "{}";

    /** The wait between attempts, as {@code backoff} of the API. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Wait {
        /** One of exponential, linear, fixed, polynomial and custom. */
        String type();

        /** The bean that counts it; of custom only. */
        String name() default "";

        /** Milliseconds, 0 to 30 days. */
        long delayMs() default 2_000;

        /** Milliseconds, 0 to 30 days: the longest wait, jitter included. */
        long maxDelayMs() default 600_000;

        /** Spread by so much to both sides, 0 to 1. */
        double jitter() default 0.2;

        /** True spreads from nothing to the whole wait, whatever {@link #jitter} says. */
        boolean fullJitter() default false;
    }

    /** The kinds of thread that a handler can ask for. */
    enum Threads {
        /** Virtual for a bean of the server, platform for a plugin. */
        DEFAULT,
        VIRTUAL,
        PLATFORM
    }
}
