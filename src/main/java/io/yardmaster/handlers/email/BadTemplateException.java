package io.yardmaster.handlers.email;

/** A template cannot be rendered, and will not be the next time either. The message names the template and why. */
class BadTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadTemplateException(String message) {
        super(message);
    }
}
