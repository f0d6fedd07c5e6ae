package io.yardmaster.store.record;

/** A record is not what this program writes: somebody edited it by hand, or a newer program wrote it. */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String detail, Throwable cause) {
        super("its record cannot be read: " + detail, cause);
    }
}
