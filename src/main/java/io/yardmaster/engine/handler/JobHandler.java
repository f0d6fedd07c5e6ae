package io.yardmaster.engine.handler;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Makes a {@link Handler} bean the handler of a job type. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface JobHandler {
    /** The job type, for example {@code http.request}. */
    String value();

    /** Virtual for handlers that wait for others (the default), platform for those that compute. */
    @Nonbinding
    Threads thread() default Threads.VIRTUAL;

    /** Attempts where neither the job nor its queue says; 0 leaves it to the server. */
    @Nonbinding
    int maxAttempts() default 0;

    /** Milliseconds until the handler is interrupted where neither the job nor its queue says; 0 = no limit. */
    @Nonbinding
    long timeoutMs() default 0;

    /** Milliseconds that it may go on after it was told to stop, before its slot counts as stuck; 0 = 30 s. */
    @Nonbinding
    long hardTimeoutMs() default 0;

    /** When not empty, only these errors, and those of classes below them, are retried: others make the job dead. */
    @Nonbinding
    Class<? extends Throwable>[] retryOn() default {};

    /** These errors, and those of classes below them, make the job dead at once. */
    @Nonbinding
    Class<? extends Throwable>[] doNotRetryOn() default {};

    /** One sentence for people. */
    @Nonbinding
    String description() default "";

    /** An example payload as JSON, for the form that enqueues. */
    @Nonbinding
    String example() default "{}";

    /** The kinds of thread that a handler can ask for. */
    enum Threads {
        VIRTUAL,
        PLATFORM
    }
}
