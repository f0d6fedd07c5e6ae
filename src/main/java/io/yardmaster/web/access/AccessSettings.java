package io.yardmaster.web.access;

/**
 * Who may come in, as the operator said. A bean of the launcher, known before anything listens.
 *
 * @param adminPassword of the user {@code admin}; never empty
 * @param generated true when the server made it and keeps it in its data directory
 * @param apiToken for programs ({@code yardmaster.api-token}); null when none was set
 * @param metricsPublic {@code /q/metrics} and {@code /q/openapi} need no credentials ({@code yardmaster.metrics-public})
 */
public record AccessSettings(String adminPassword, boolean generated, String apiToken, boolean metricsPublic) {
    @Override
    public String toString() {
        return "AccessSettings[generated=" + generated + ", metricsPublic=" + metricsPublic + "]"; // never a secret
    }
}
