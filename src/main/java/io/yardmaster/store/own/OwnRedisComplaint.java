package io.yardmaster.store.own;

import java.io.IOException;

/** The own Redis answered with an error, for example {@code LOADING} or {@code WRONGPASS}. */
final class OwnRedisComplaint extends IOException {
    private static final long serialVersionUID = 1;

    OwnRedisComplaint(String message) {
        super(message);
    }

    /** True for an error of this kind, which is its first word. */
    boolean is(String kind) {
        return getMessage().startsWith(kind);
    }
}
