package io.yardmaster.handlers.image;

/** A picture, a path or an operation that no retry can mend. The message is one sentence. */
class BadImageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadImageException(String message) {
        super(message);
    }
}
