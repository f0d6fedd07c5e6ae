package io.yardmaster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs the jobs of a {@link JobHandler} on a schedule, of a bean or a plugin. One edited by hand wins until it is reset to
 * code. A wrong one is left out, which the log and the System page say.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OnSchedule.All.class)
public @interface OnSchedule {
    /** Unique among all schedules, at most 100 characters. */
    String name();

    /** Five fields, or six with the second first; empty where {@link #everyMs} is given. */
    String cron() default "";

    /** Milliseconds, 1,000 or more; 0 where {@link #cron} is given. */
    long everyMs() default 0;

    /** Such as Europe/Berlin. */
    String timeZone() default "UTC";

    /** JSON; empty = none. */
    String payload() default "";

    /** Empty = the server chooses. */
    String queue() default "";

    /** Several on one handler. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        OnSchedule[] value();
    }
}
