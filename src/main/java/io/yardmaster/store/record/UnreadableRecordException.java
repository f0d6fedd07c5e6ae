package io.yardmaster.store.record;

/** A record is not what this program writes: somebody edited it by hand, or a newer program wrote it. */
public class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean newer;

    UnreadableRecordException(String detail, boolean newer, Throwable cause) {
        super("its record cannot be read: " + detail, cause);
        this.newer = newer;
    }

    boolean isNewer() {
        return newer;
    }
}
