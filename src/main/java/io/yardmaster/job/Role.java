package io.yardmaster.job;

/** What a caller may do; each may also do what those before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Also enqueues, retries, cancels, pauses. */
    OPERATOR,
    /** Also removes things for good. */
    ADMIN;

    /** True when this role may do what {@code needed} may. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
