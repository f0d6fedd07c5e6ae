package io.yardmaster.engine.handler.plugin;

/** A plugin cannot be used. The message is one sentence. */
class BadPluginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadPluginException(String message) {
        super(message);
    }
}
