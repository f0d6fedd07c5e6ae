package io.yardmaster.store.redis;

/** The store cannot be reached, or says that it cannot work now. Nothing is known of what the call did: repeat it. */
public class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The word of {@link #refusal} when the memory of Redis is full. */
    public static final String FULL = "OOM";

    private final String refusal;

    public StoreAwayException(String message, Throwable cause) {
        this(message, cause, "");
    }

    StoreAwayException(String message, Throwable cause, String refusal) {
        super(message, cause);
        this.refusal = refusal;
    }

    /** The word with which Redis said that it cannot work now, such as READONLY; empty when it said nothing. */
    public String refusal() {
        return refusal;
    }

    /** Why a connection could not be made, in plain words: Linux' epoll puts its own call and number before them. */
    public static String reason(Throwable fault) {
        return String.valueOf(fault.getMessage()).replaceFirst("\\w+\\(\\.\\.\\) failed with error\\(-\\d+\\): ", "");
    }
}
