package io.yardmaster.engine.webhook;

/** There may not be one more. */
public final class TooManyWebhooksException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyWebhooksException(int most) {
        super("there are " + most + " webhooks, and there may not be more");
    }
}
