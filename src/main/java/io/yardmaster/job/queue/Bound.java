package io.yardmaster.job.queue;

/** Holds what is set of a queue to its bounds. Apart from the records, which need it while they are loaded. */
final class Bound {
    private Bound() {}

    /** @param value null = not set. @throws IllegalArgumentException naming the field */
    static void check(String field, Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            throw new IllegalArgumentException(field + " must be between " + least + " and " + most);
        }
    }
}
