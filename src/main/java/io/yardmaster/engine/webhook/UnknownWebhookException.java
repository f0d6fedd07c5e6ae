package io.yardmaster.engine.webhook;

/** There is no such webhook, or no such message of one. */
public final class UnknownWebhookException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownWebhookException(String what) {
        super("there is no " + what);
    }
}
