package io.yardmaster.web.access;

import io.yardmaster.job.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which role a request needs. What is not named here needs a viewer to look and an operator to change. */
@Singleton
public class Permissions {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Open to everybody: health, the way in, and the files that its page is made of. */
    private static final List<String> OPEN = List.of("/q/health", "/login", "/assets/", "/webjars/", "/favicon.ico");

    /** Open to everybody where the operator says so. */
    private static final List<String> METRICS = List.of("/q/metrics", "/q/openapi", "/q/swagger-ui");

    /** An operator may also make and remove these. */
    private static final String SCHEDULES = "/api/v1/schedules/";

    /** True for a method that changes nothing. */
    public boolean isReading(String method) {
        return READING.contains(method);
    }

    /**
     * The role that a request needs.
     *
     * @param path normalised
     * @param metricsPublic as the operator said
     * @return empty where nobody needs to say who they are
     */
    public Optional<Role> needed(String method, String path, boolean metricsPublic) {
        if (isUnder(OPEN, path) || metricsPublic && isUnder(METRICS, path)) {
            return Optional.empty();
        }
        if (isReading(method)) {
            return Optional.of(Role.VIEWER);
        }
        boolean operator = method.equals("POST") || path.startsWith(SCHEDULES);
        return Optional.of(operator ? Role.OPERATOR : Role.ADMIN);
    }

    private static boolean isUnder(List<String> prefixes, String path) {
        for (String prefix : prefixes) {
            boolean folder = prefix.endsWith("/");
            if (path.equals(prefix) || path.startsWith(folder ? prefix : prefix + "/")) {
                return true;
            }
        }
        return false;
    }
}
