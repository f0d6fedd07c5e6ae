package io.yardmaster.web.problem;

/** What can be wrong with a request, before anything was done. */
public abstract sealed class RequestException extends RuntimeException
        permits BadInputException, ConflictException, NotJsonException, TooLargeException, TooManyException {
    private static final long serialVersionUID = 1;

    RequestException(String message) {
        super(message);
    }
}
