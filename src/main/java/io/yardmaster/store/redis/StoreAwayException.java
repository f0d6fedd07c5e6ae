package io.yardmaster.store.redis;

/** The store cannot be reached, or says that it cannot work now. Nothing is known of what the call did: repeat it. */
public class StoreAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
