package io.yardmaster.settings;

/** A setting is wrong. The message is one sentence: the name of its environment variable, and what is allowed. */
public final class BadSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    BadSettingException(String message) {
        super(message);
    }
}
