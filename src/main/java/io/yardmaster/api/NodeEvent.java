package io.yardmaster.api;

/**
 * Something happened to the node that a bean lives in: beans hear of it with {@code void hear(@Observes NodeEvent event)},
 * on the thread that starts or stops the server. What an observer throws is logged and stops nothing.
 *
 * @param kind what happened
 * @param node id of the node, as {@code GET /workers} has it
 */
public record NodeEvent(Kind kind, String node) {
    /** What happened. */
    public enum Kind {
        /** All of it runs; HTTP opens next. */
        STARTED,
        /** It was told to stop: nothing new is claimed from here on, and what runs may finish. */
        STOPPING
    }
}
