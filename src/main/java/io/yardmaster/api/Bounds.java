package io.yardmaster.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a payload may hold. Stands on a component of the record; the server refuses a payload that breaks it
 * before the handler runs, and shows it in the job type's schema.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {
    /** True where the field must be there and not null. */
    boolean required() default false;

    /** Least number, fewest characters or fewest items. */
    long min() default Long.MIN_VALUE;

    /** Largest number, most characters or most items. */
    long max() default Long.MAX_VALUE;

    /** One sentence for people. */
    String description() default "";
}
