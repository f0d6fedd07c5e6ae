package io.yardmaster.web.access;

import io.yardmaster.job.JobVerb;
import io.yardmaster.job.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which role a request needs. What is not named here needs a viewer to look and an operator to change. */
@Singleton
public class Permissions {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** Open to everybody: health, the way in, and the files that its page is made of. */
    private static final List<String> OPEN = List.of("/q/health", "/login", "/assets/", "/webjars/", "/favicon.ico");

    /** Open to everybody where the operator says so. */
    private static final List<String> METRICS = List.of("/q/metrics", "/q/openapi", "/q/swagger-ui");

    /** Changes below these are for admins whatever the method: workers, and what is set of queues. */
    private static final List<String> ADMIN = List.of("/api/v1/workers", "/workers", "/settings");

    /** An operator may also make and remove these. */
    private static final String SCHEDULES = "/api/v1/schedules/";

    /** Only an admin changes these, by any method. */
    private static final List<String> ADMINS = List.of(
            "/api/v1/webhooks/", "/alerts/rules/", "/alerts/new-rule", "/alerts/webhooks/", "/alerts/new-webhook");

    /** Sent by POST, and yet for an admin: what removes jobs in bulk, or mends the store. */
    private static boolean isForAdmin(String path) {
        return path.startsWith("/api/v1/queues/") && path.endsWith("/clean")
                || path.equals("/api/v1/fsck")
                || path.equals("/system/fsck");
    }

    /** What is done to one job, over the API and by the buttons. */
    private static final Pattern TO_A_JOB = Pattern.compile("(?:/api/v1)?/jobs/[^/]+/([a-z-]+)");
    /** What is done to many jobs of a state. */
    private static final Pattern TO_MANY = Pattern.compile("(?:/api/v1)?/selections/([a-z-]+)");
    /** The same where the method says what is done. */
    private static final Pattern A_JOB = Pattern.compile("/api/v1/jobs/[^/]+");

    private static final Pattern DEAD_JOBS = Pattern.compile("/api/v1/queues/[^/]+/dead");
    private static final String PURGE_PAGE = "/dead/purge";

    /** What a request does to jobs; empty when it does something else. The table of verbs knows who may. */
    private static Optional<JobVerb> verb(String method, String path) {
        if (method.equals("DELETE")) {
            return A_JOB.matcher(path).matches()
                    ? Optional.of(JobVerb.DELETE)
                    : DEAD_JOBS.matcher(path).matches() ? Optional.of(JobVerb.PURGE) : Optional.empty();
        }
        if (path.equals(PURGE_PAGE)) {
            return Optional.of(JobVerb.PURGE);
        }
        String word = Stream.of(TO_A_JOB, TO_MANY)
                .map(pattern -> pattern.matcher(path))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        return JobVerb.of(word);
    }

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
        if (isUnder(ADMINS, path)) {
            return Optional.of(Role.ADMIN); // rotating a secret, a test and sending again too
        }
        if (isUnder(ADMIN, path)) {
            return Optional.of(Role.ADMIN);
        }
        Optional<JobVerb> verb = verb(method, path);
        if (verb.isPresent()) {
            return verb.map(JobVerb::needed);
        }
        boolean freesKey = method.equals("DELETE") && path.equals("/api/v1/unique-keys");
        boolean operator = method.equals("POST") && !isForAdmin(path) || path.startsWith(SCHEDULES) || freesKey;
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
