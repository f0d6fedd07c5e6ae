package io.yardmaster.handlers.email;

/** The mail server did not take a letter. The message is its answer. */
class RefusedMailException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    /** @param code of the answer; 0 when there was none */
    RefusedMailException(int code, String answer) {
        super(answer);
        this.code = code;
    }

    int code() {
        return code;
    }

    /** True when the same letter would be refused again. */
    boolean isPermanent() {
        return code >= 500;
    }
}
