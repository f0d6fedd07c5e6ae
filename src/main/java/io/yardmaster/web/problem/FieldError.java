package io.yardmaster.web.problem;

import java.util.Map;

/**
 * What is wrong with one place of a request.
 *
 * @param pointer JSON pointer into the body, or {@code ?name} for a query parameter; empty for the whole body
 * @param message a sentence without its subject, naming what is allowed
 */
public record FieldError(String pointer, String message) {
    /** The whole sentence. */
    public String sentence() {
        String subject = pointer.isEmpty() ? "the body" : pointer.substring(1).replace('/', '.');
        return subject + " " + message;
    }

    Map<String, Object> json() {
        return Map.of("pointer", pointer, "message", message);
    }
}
