package io.yardmaster.job;

/**
 * Who does something to jobs: a person, a program, or the server itself.
 *
 * @param name of the user, or {@code token} for a program
 * @param role what it may do
 */
public record Actor(String name, Role role) {
    /** The server acting by itself. */
    public static final Actor SERVER = new Actor("server", Role.ADMIN);

    /** True when it may do that. */
    public boolean may(JobVerb verb) {
        return role.covers(verb.needed());
    }
}
