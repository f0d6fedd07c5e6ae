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
        "PATCH, /api/v1/queues/q, ADMIN",
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
