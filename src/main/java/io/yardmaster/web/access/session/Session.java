package io.yardmaster.web.access.session;

import io.yardmaster.job.Role;
import io.yardmaster.web.access.client.Secret;
import java.util.Optional;

/**
 * A session as the store keeps it: {@code ROLE began binding name}.
 *
 * @param caller whose it is
 * @param began epoch milliseconds
 * @param binding the hash of the cookie's secret with what the session came by: of no use without the cookie
 */
record Session(Caller caller, long began, String binding) {
    private static final int PARTS = 4;

    static String binding(String cookie, SessionBinding by) {
        return Secret.hash(cookie + " " + by.word());
    }

    String text() {
        return String.join(" ", caller.role().name(), String.valueOf(began), binding, caller.name());
    }

    /** Empty when the text is of an older form: its user signs in again. */
    static Optional<Session> of(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length < PARTS || !parts[1].matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        for (Role role : Role.values()) {
            if (role.name().equals(parts[0])) {
                return Optional.of(new Session(new Caller(parts[3], role), Long.parseLong(parts[1]), parts[2]));
            }
        }
        return Optional.empty();
    }
}
