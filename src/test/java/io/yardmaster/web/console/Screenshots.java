package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes a picture of every page of a running server, for people to look at. Its name keeps it out of the test run; beside
 * {@code ./yardmaster start --demo} it is {@code mvn -B test -Dtest=Screenshots -Dyardmaster.pictures.password=...}, and
 * the charts are the fuller the longer the demo has run.
 */
class Screenshots {
    private static final int PHONE = 390;
    private static final int LONGEST = 1_200;
    private static final int LONGEST_ON_A_PHONE = 2_800;
    private static final String SIDEWAYS =
            "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth";

    private final String server = System.getProperty("yardmaster.pictures.server", "http://localhost:8080");
    private final Path folder = Path.of(System.getProperty("yardmaster.pictures.folder", "docs/pictures"));
    private final String password = System.getProperty("yardmaster.pictures.password", "");
    private final String only = System.getProperty("yardmaster.pictures.only", ".*");

    @Test
    void ofEveryPageInEverySizeAndColour() {
        try (Chromium chromium = Chromium.launch(server)) {
            for (int width : new int[] {1440, PHONE}) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    take(chromium, width, scheme);
                }
            }
        }
    }

    private void take(Chromium chromium, int width, ColorScheme scheme) {
        String suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setViewportSize(width, width == PHONE ? 844 : 1_066)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Berlin");
        try (Visit visit = chromium.visit(options)) {
            shoot(visit, "/login", "login" + suffix);
            visit.open("/login");
            visit.page.fill("#user", "admin");
            visit.page.fill("#password", password);
            visit.page.click("main button");
            visit.page.waitForURL(server + "/");
            pages(visit).forEach((name, path) -> shoot(visit, path, name + suffix));
        }
    }

    /** Every page by name; the queue and the job are those that have most to show. */
    private static Map<String, String> pages(Visit visit) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("queue", "/queues/payments");
        pages.put("jobs", "/jobs?state=completed");
        pages.put("dead", "/dead");
        pages.put("keys", "/queues/payments/unique-keys");
        pages.put("schedules", "/schedules");
        pages.put("schedule", "/schedules/payments.settle");
        pages.put("schedule-day", "/schedule-day");
        pages.put("enqueue", "/enqueue?type=http.request");
        pages.put("system", "/system");
        pages.put("workers", "/workers");
        pages.put("settings", "/settings");
        pages.put("settings-queue", "/settings/queues/email");
        pages.put("workflows", "/workflows");
        pages.put("alerts", "/alerts");
        pages.put("alert-rule", "/alerts/new-rule");
        visit.open("/workflows");
        var workflow = visit.page.locator("main td a[href^='/workflows/'], main th a[href^='/workflows/']");
        if (workflow.count() > 0) {
            pages.put("workflow", workflow.first().getAttribute("href"));
        }
        visit.open("/dead");
        var dead = visit.page.locator("main th a[href^='/jobs/'], main td a[href^='/jobs/']");
        if (dead.count() > 0) {
            pages.put("job", dead.first().getAttribute("href"));
        }
        return pages;
    }

    private void shoot(Visit visit, String path, String file) {
        if (!file.matches(only)) {
            return;
        }
        visit.open(path);
        visit.page.waitForTimeout(1_500); // until the stream has said that the page is live
        Number overflow = (Number) visit.page.evaluate(SIDEWAYS);
        assertThat(overflow.intValue()).as(file + " scrolls sideways").isZero();
        Number height = (Number) visit.page.evaluate("document.scrollingElement.scrollHeight");
        int width = visit.page.viewportSize().width;
        int longest = width == PHONE ? LONGEST_ON_A_PHONE : LONGEST;
        visit.page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(file))
                .setFullPage(true)
                .setClip(0, 0, width, Math.min(height.intValue(), longest)));
    }
}
