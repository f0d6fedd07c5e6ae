package io.yardmaster.engine.search;

/** What a person may see of a job. What is hidden is not searched either: else a search would tell what it is. */
@FunctionalInterface
public interface Masking {
    /** JSON or free text without what is hidden; null for null. */
    String json(String text);
}
