package io.yardmaster.engine.handler;

/**
 * A job type that this node knows.
 *
 * @param type its name
 * @param description one sentence; empty when its author gave none
 * @param example a payload as JSON
 * @param maxAttempts 0 where the server's default holds
 * @param timeoutMs 0 = no limit
 */
public record HandlerInfo(String type, String description, String example, int maxAttempts, long timeoutMs) {}
