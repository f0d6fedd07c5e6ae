package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.Job;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody can read and use every page, wide and narrow, light and dark. */
@QuarkusTest
class AccessIT {
    private static final String SIDEWAYS = """
            (() => {
              const scrolls = [...document.querySelectorAll('body *')].filter(e => {
                const x = getComputedStyle(e).overflowX;
                return (x === 'auto' || x === 'scroll') && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
                  && !e.matches('input, textarea, select');
              }).map(e => e.tagName + '.' + e.className);
              const page = document.scrollingElement;
              if (page.scrollWidth > innerWidth) scrolls.push('the page: ' + page.scrollWidth + ' in ' + innerWidth);
              return scrolls.join(', ');
            })()""";

    @TestHTTPResource
    String server;

    @Inject
    ConsoleYard yard;

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "1440, DARK", "1024, LIGHT", "390, LIGHT", "390, DARK"})
    void axeFindsNothingAndNothingScrollsSideways(int width, ColorScheme scheme) {
        Job dead = yard.dead("access", "demo.fail", "{\"message\":\"" + "long".repeat(60) + "\",\"failures\":1}");
        Job done = yard.done("access", "{\"key-" + "k".repeat(200) + "\":{\"list\":[1,2,{\"x\":null}]}}");
        Job later = yard.later("access", "{}", List.of("a-tag", "t".repeat(64)));
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme);
        try (Chromium chromium = Chromium.launch(server.replaceAll("/$", ""));
                Visit visit = chromium.visit(options)) {
            // the other rules look at what no color and no width between changes
            boolean all = scheme == ColorScheme.LIGHT && width != 1024;
            List<String> found = new ArrayList<>(look(visit, "/login", all));
            visit.signIn();
            for (String path : List.of(
                    "/",
                    "/queues/access",
                    "/settings/queues/access",
                    "/workers",
                    "/jobs?state=completed",
                    "/jobs?state=scheduled&queue=access",
                    "/jobs?state=blocked",
                    "/jobs/" + dead.id(),
                    "/jobs/" + done.id() + "?queue=access&payload=raw",
                    "/jobs/" + later.id(),
                    "/jobs/" + later.id() + "/delete",
                    "/jobs/" + dead.id() + "/edit?queue=access",
                    "/schedules",
                    "/?sort=waiting",
                    "/jobs/nothing",
                    "/dead",
                    "/dead/purge?queue=access&age=all",
                    "/enqueue?type=http.request",
                    "/system")) {
                found.addAll(look(visit, path, all));
            }
            assertThat(found).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** What axe finds on a page, and what of it scrolls sideways. */
    static List<String> look(Visit visit, String path) {
        return look(visit, path, true);
    }

    /** No page has frames, so axe need not open another page. @param all every rule; else that of contrast alone */
    private static List<String> look(Visit visit, String path, boolean all) {
        visit.open(path);
        List<String> found = new ArrayList<>();
        AxeBuilder axe = new AxeBuilder(visit.page).setLegacyMode(true);
        (all ? axe : axe.withRules(List.of("color-contrast")))
                .analyze()
                .getViolations()
                .forEach(rule ->
                        rule.getNodes().forEach(node -> found.add(path + ": " + rule.getId() + " " + node.getHtml())));
        String sideways = (String) visit.page.evaluate(SIDEWAYS);
        if (!sideways.isEmpty()) { // also when the layout had time to settle
            sideways = Visit.settled(visit.page, SIDEWAYS, String::isEmpty);
        }
        if (!sideways.isEmpty()) {
            found.add(path + ": scrolls sideways: " + sideways);
        }
        return found;
    }
}
