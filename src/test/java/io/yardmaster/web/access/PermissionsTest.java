package io.yardmaster.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {
    private final Permissions permissions = new Permissions();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/jobs, VIEWER",
        "HEAD, /, VIEWER",
        "POST, /api/v1/jobs, OPERATOR",
        "POST, /api/v1/queues/q/pause, OPERATOR",
        "DELETE, /api/v1/jobs/x, ADMIN",
        "DELETE, /api/v1/queues/q/dead, ADMIN",
        "POST, /api/v1/jobs/x/retry, OPERATOR",
        "POST, /api/v1/jobs/x/cancel, OPERATOR",
        "POST, /jobs/x/run-again, OPERATOR",
        "POST, /jobs/x/delete, ADMIN",
        "POST, /dead/purge, ADMIN",
        "POST, /dead/retry-all, OPERATOR",
        "DELETE, /api/v1/unique-keys, OPERATOR",
        "PATCH, /api/v1/queues/q, ADMIN",
        "POST, /api/v1/queues/q/clean, ADMIN",
        "POST, /api/v1/selections/delete, ADMIN",
        "POST, /api/v1/selections/retry, OPERATOR",
        "POST, /selections/delete, ADMIN",
        "POST, /selections/cancel, OPERATOR",
        "POST, /api/v1/fsck, ADMIN",
        "POST, /api/v1/workers/w/stop, ADMIN",
        "POST, /workers/w/quiet, ADMIN",
        "GET, /workers/w/stop, VIEWER",
        "POST, /settings/queues/q, ADMIN",
        "PUT, /api/v1/routes, ADMIN",
        "PATCH, /api/v1/settings, ADMIN",
        "PUT, /api/v1/alert-rules/r, ADMIN",
        "POST, /api/v1/alert-rules/r/silence, OPERATOR",
        "POST, /api/v1/alerts/a1/acknowledge, OPERATOR",
        "POST, /api/v1/webhooks/w/rotate-secret, ADMIN",
        "POST, /api/v1/webhooks/w/test, ADMIN",
        "GET, /api/v1/webhooks/w/deliveries, VIEWER",
        "GET, /q/metrics, VIEWER",
        "GET, /q/metricsx, VIEWER",
        "GET, /q/healthy, VIEWER",
        "GET, /loginx, VIEWER",
    })
    void namesTheRole(String method, String path, Role role) {
        assertThat(permissions.needed(method, path, false)).contains(role);
    }

    @ParameterizedTest
    @CsvSource({"/q/health", "/q/health/ready", "/login", "/login/link/x", "/assets/a.css", "/webjars/htmx.js"})
    void someNeedNobody(String path) {
        assertThat(permissions.needed("GET", path, false)).isEmpty();
    }

    @Test
    void theOperatorMayOpenTheMetrics() {
        assertThat(permissions.needed("GET", "/q/metrics", true)).isEmpty();
        assertThat(permissions.needed("GET", "/q/openapi", true)).isEmpty();
        assertThat(permissions.needed("GET", "/api/v1/info", true)).contains(Role.VIEWER);
    }

    @Test
    void aRoleMayDoWhatThoseBeforeItMay() {
        assertThat(Role.ADMIN.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.VIEWER.covers(Role.OPERATOR)).isFalse();
    }
}
