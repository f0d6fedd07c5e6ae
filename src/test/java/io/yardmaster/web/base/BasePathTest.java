package io.yardmaster.web.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasePathTest {
    private final BasePath base = new BasePath("/ops/jobs");

    @ParameterizedTest
    @CsvSource({
        "/ops/jobs, /",
        "/ops/jobs/, /",
        "/ops/jobs?range=1h, /?range=1h",
        "/ops/jobs/jobs?id=a, /jobs?id=a",
        "/ops/jobs/ops/jobs/x, /ops/jobs/x"
    })
    void comesOffOnce(String target, String inside) {
        assertThat(base.inside(target)).hasValue(inside);
    }

    @ParameterizedTest
    @CsvSource({"/", "/jobs", "/ops/jobsx", "/ops", "/OPS/jobs/"})
    void leavesOtherPathsAlone(String target) {
        assertThat(base.inside(target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/login, /ops/jobs/login", "/, /ops/jobs/", "//evil.example/, //evil.example/", "https://a/, https://a/"
    })
    void goesBeforePathsOfThisServerOnly(String address, String seen) {
        assertThat(base.before(address)).isEqualTo(seen);
    }

    @Test
    void aRootChangesNothing() {
        BasePath root = new BasePath("");
        assertThat(root.inside("/jobs")).isEmpty();
        assertThat(root.before("/jobs")).isEqualTo("/jobs");
        assertThat(root.cookies()).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a class=\"x\" href=\"/jobs?id=\">      | <a class=\"x\" href=\"/ops/jobs/jobs?id=\">",
                "<a href=\"{row.href}?a=b\">             | <a href=\"/ops/jobs{row.href}?a=b\">",
                "<button formaction=\"{a.path}\">        | <button formaction=\"/ops/jobs{a.path}\">",
                "<body data-root=\"/\">| <body data-root=\"/ops/jobs/\">",
                "<main id=\"main\" data-live=\"{l}\">| <main id=\"main\" data-live=\"/ops/jobs{l}\">",
                "<use href=\"#g-dead\">                  | <use href=\"#g-dead\">",
                "<a href=\"{#if a}b{/if}\">              | <a href=\"{#if a}b{/if}\">",
                "<p title=\"{a}\">                       | <p title=\"{a}\">",
                "<a href=\"//other/\">                   | <a href=\"//other/\">"
            })
    void templatesGetItBeforeEveryAddress(String template, String read) {
        assertThat(new BaseLinks(base).withBase(template)).isEqualTo(read);
    }
}
