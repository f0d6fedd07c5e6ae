package io.yardmaster.launch;

/** The server cannot start, for a reason that its operator can change. The message is one sentence for them. */
final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefusedException(String message) {
        super(message);
    }

    StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
