package io.yardmaster.web.problem;

/** So many calls of a kind are under way that one more could not be held in memory. */
public final class TooManyException extends RequestException {
    private static final long serialVersionUID = 1;

    public TooManyException(String message) {
        super(message);
    }
}
