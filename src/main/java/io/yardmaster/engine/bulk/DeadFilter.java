package io.yardmaster.engine.bulk;

/**
 * Which dead jobs of a queue are meant.
 *
 * @param type only of that type; null for every type
 * @param olderThanMs only those dead for at least so many milliseconds; 0 for all
 */
public record DeadFilter(String type, long olderThanMs) {
    public static final DeadFilter ALL = new DeadFilter(null, 0);
}
