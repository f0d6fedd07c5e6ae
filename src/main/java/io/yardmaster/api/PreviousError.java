package io.yardmaster.api;

/**
 * A step before this one that is dead, and whose policy is to continue.
 *
 * @param jobId its id
 * @param queue its queue
 * @param type of its error
 * @param message of its error; null when it has none
 */
public record PreviousError(String jobId, String queue, String type, String message) {}
