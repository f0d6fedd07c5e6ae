package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.Job;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a job or an address holds is text: nothing of it runs, nothing of it breaks a page. */
@QuarkusTest
class HostileIT {
    private static final String EVIL =
            "<img src=x onerror='window.ran=1;alert(1)'><script>window.ran=1</script>\\\"'><svg/onload=alert(2)>{frame}{{7*7}}";
    private static final List<String> VALUES = List.of(
            "<script>window.ran=1</script>",
            "\"><img src=x onerror=alert(1)>",
            "javascript:alert(1)",
            "{frame.reader.csrf}",
            "../../etc/passwd",
            "\u0000",
            "a\r\nSet-Cookie: x=y",
            "-1",
            "99999999999999999999",
            "%",
            "",
            "x".repeat(3_000));
    private static final List<String> PLACES = List.of(
            "/jobs?state=%s",
            "/jobs?queue=%s",
            "/jobs?cursor=%s",
            "/jobs?id=%s",
            "/find?q=%s",
            "/find?q=tag:%s",
            "/jobs?state=dead&queue=evil&cursor=%s",
            "/dead?queue=%s",
            "/dead?cursor=%s",
            "/dead?queue=evil&fingerprint=%s",
            "/dead/retry-all?queue=evil&fingerprint=%s",
            "/dead/purge?queue=%s",
            "/dead/purge?queue=evil&age=%s",
            "/dead/retry-all?queue=%s",
            "/enqueue?type=%s",
            "/login?next=%s",
            "/queues/evil?range=%s",
            "/queues/evil?from=%s",
            "/queues/evil?type=%s",
            "/queues/evil?types=%s",
            "/?range=%s",
            "/jobs/x?queue=%s",
            "/jobs/x?payload=%s",
            "/login/link/%s");

    @TestHTTPResource
    String server;

    @Inject
    ConsoleYard yard;

    @Test
    void nothingOfAJobRuns() {
        String payload = "{\"message\":\"" + EVIL + "\",\"failures\":1}";
        Job dead = yard.dead("evil", "demo.fail", payload);
        Job later = yard.later(
                "evil", "{\"" + EVIL + "\":\"" + EVIL + "\"}", List.of("<img src=x onerror=alert(3)>", "{x}"));
        try (Chromium chromium = Chromium.launch(server.replaceAll("/$", ""));
                Visit visit = chromium.signedIn()) {
            for (String path : List.of(
                    "/",
                    "/queues/evil",
                    "/jobs?state=dead",
                    "/jobs?state=scheduled",
                    "/dead",
                    "/dead/purge?queue=evil&age=all",
                    page(dead),
                    page(dead) + "&payload=raw",
                    page(later),
                    page(later) + "&payload=raw")) {
                assertThat(visit.open(path).status()).isEqualTo(200);
                visit.page.waitForSelector(".top .mark[data-state=live], .top .mark[data-state=still]");
                visit.page.waitForTimeout(1_200); // a tick of the stream
                assertThat(visit.page.evaluate("window.ran")).as(path).isNull();
            }
            visit.open(page(dead));
            assertThat(visit.page.textContent("#job-fault")).contains("<img src=x onerror='window.ran=1;alert(1)'>");
            assertThat(visit.page.textContent("#job-fault")).contains("{frame}{{7*7}}");
            assertThat(visit.page.locator("main img, main script").count()).isZero();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void nothingOfAnAddressRunsOrBreaks() {
        yard.dead("evil", "demo.fail", "{\"failures\":1}");
        try (Chromium chromium = Chromium.launch(server.replaceAll("/$", ""));
                Visit visit = chromium.signedIn()) {
            for (String place : PLACES) {
                for (String value : VALUES) {
                    String path = place.formatted(URLEncoder.encode(value, StandardCharsets.UTF_8));
                    assertThat(visit.open(path).status()).as(path).isLessThan(500);
                    assertThat(visit.page.evaluate("window.ran")).as(path).isNull();
                    assertThat(visit.page.url()).as(path).startsWith(server);
                }
            }
            assertThat(visit.complaints()).isEmpty();
        }
    }

    private static String page(Job job) {
        return "/jobs/" + job.id() + "?queue=" + job.queue();
    }
}
