package io.yardmaster.web.problem;

/** A body is larger than the call allows. */
public final class TooLargeException extends RequestException {
    private static final long serialVersionUID = 1;

    public TooLargeException(int most) {
        super("the body may have at most " + most + " bytes");
    }
}
