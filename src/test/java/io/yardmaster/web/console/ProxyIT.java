package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.yardmaster.Patience;
import io.yardmaster.ServerProcess;
import io.yardmaster.chaos.OutsideRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console as people see it: in a browser, through a real nginx with TLS, before two nodes taken in turn. */
class ProxyIT {
    private static final String OUTSIDE = """
            base => [...document.querySelectorAll('[href], [src], [action], [formaction], [data-live], [data-from]')]
              .flatMap(e => ['href', 'src', 'action', 'formaction', 'data-live', 'data-from'].map(a => e.getAttribute(a)))
              .filter(a => a && a.startsWith('/') && !a.startsWith(base + '/'))""";

    private static final List<String> PAGES = List.of(
            "/",
            "/jobs?state=completed",
            "/dead",
            "/schedules",
            "/enqueue",
            "/system",
            "/queues/proxied",
            "/pause-all");

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"", "/ops/jobs"})
    void everyAddressLeadsBackThroughTheProxy(String base) throws IOException {
        try (OutsideRedis redis = OutsideRedis.start(dir.resolve("redis"));
                ServerProcess one = node("one", redis, base);
                ServerProcess other = node("other", redis, base);
                Nginx nginx = Nginx.before(dir, List.of(up(one), up(other)));
                Chromium chromium = Chromium.launch(nginx.address() + base);
                Visit visit = chromium.signedIn(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true))) {
            Cookie session = visit.context.cookies().stream()
                    .filter(cookie -> cookie.name.endsWith("yardmaster_session"))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.path).isEqualTo(base.isEmpty() ? "/" : base);
            assertThat(session.name).startsWith(base.isEmpty() ? "__Host-" : "__Secure-");
            enqueue(visit);
            pauseAndUndo(visit);
            for (String page : PAGES) {
                assertThat(visit.open(page).status()).as(page).isEqualTo(200);
                assertThat((List<?>) visit.page.evaluate(OUTSIDE, base))
                        .as(page)
                        .isEmpty();
            }
            visit.open("/");
            visit.page.waitForSelector(".top .mark[data-state=live]");
            visit.page.keyboard().press("Control+k");
            visit.page.waitForSelector("#palette [data-list] li");
            visit.page.keyboard().type("proxied");
            visit.page.keyboard().press("ArrowDown");
            visit.page.keyboard().press("ArrowDown");
            visit.page.keyboard().press("Enter");
            visit.page.waitForURL("**" + base + "/queues/proxied");
            contract(visit, base);
            assertThat(visit.complaints()).isEmpty();
            assertThat(nginx.asked()).contains(up(one).split(":")[1], up(other).split(":")[1]);
        }
    }

    private static void enqueue(Visit visit) {
        visit.open("/enqueue?type=demo.noop");
        visit.page.fill("#queue", "proxied");
        visit.page.click("button:has-text('Enqueue')");
        visit.page.waitForURL("**/jobs/*");
        visit.page.waitForSelector(".job-line:has-text('Completed')");
    }

    private static void pauseAndUndo(Visit visit) {
        visit.open("/queues/proxied");
        visit.page.click("#hold");
        visit.page.waitForSelector(".toast:has-text('Paused proxied')");
        visit.page.click("#undo");
        visit.page.waitForSelector(".toast:has-text('Resumed proxied')");
    }

    private static void contract(Visit visit, String base) {
        visit.open("/q/swagger-ui/");
        Page page = visit.page;
        page.waitForSelector(".opblock");
        assertThat((String) page.evaluate("fetch('../openapi').then(a => a.text())"))
                .contains("url: " + (base.isEmpty() ? "/" : base) + "\n");
    }

    private ServerProcess node(String name, OutsideRedis redis, String base) throws IOException {
        return ServerProcess.start(
                dir.resolve(name),
                Map.of(
                        "YARDMASTER_REDIS_URL",
                        redis.url(),
                        "YARDMASTER_ADMIN_PASSWORD",
                        Visit.PASSWORD,
                        "YARDMASTER_TRUSTED_PROXIES",
                        "127.0.0.0/8",
                        "YARDMASTER_BASE_PATH",
                        base,
                        "JDK_JAVA_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    }

    /** Host and port, once it listens. */
    private static String up(ServerProcess node) throws IOException {
        Patience.await().until(node::isUp);
        return "127.0.0.1:" + node.address().getPort();
    }
}
