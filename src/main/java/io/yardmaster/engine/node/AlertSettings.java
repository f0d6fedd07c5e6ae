package io.yardmaster.engine.node;

/**
 * What an operator may set of alerts, checked at the start.
 *
 * @param intervalMs 100..3,600,000: milliseconds between two evaluations ({@code yardmaster.alert-interval-ms})
 * @param publicUrl where people reach the console, without a slash at its end ({@code yardmaster.public-url}); null =
 *     where this node answers
 */
public record AlertSettings(long intervalMs, String publicUrl) {}
