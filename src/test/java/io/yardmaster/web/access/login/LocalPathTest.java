package io.yardmaster.web.access.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs", "/jobs?state=dead&queue=a%2Fb", "/dead?next=//x", "/loginhistory"})
    void keepsPathsOfThisServer(String path) {
        assertThat(LocalPath.of(path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "jobs", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
                        "javascript:alert(1)",
                "/\t/evil.example", "/jobs\r\nSet-Cookie: a=b", " /jobs", "/jobs /x", "/.//evil.example", "/jö",
                        "/login",
                "/login?next=/login", "/login/link/abc", "/logout", "/jobs\u0000"
            })
    void refusesEverythingElse(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }

    @Test
    void refusesNothingAndTooMuch() {
        assertThat(LocalPath.of(null)).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(LocalPath.LONGEST))).isEmpty();
        assertThat(LocalPath.of("/" + "a".repeat(LocalPath.LONGEST - 1))).isPresent();
    }
}
