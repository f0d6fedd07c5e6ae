package io.yardmaster.web.problem;

/** A body does not say that it is JSON. */
public final class NotJsonException extends RequestException {
    private static final long serialVersionUID = 1;

    public NotJsonException() {
        super("the body must have Content-Type: application/json");
    }
}
