package io.yardmaster.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Takes a picture of every page of a running server, for people to look at. Its name keeps it out of the test run; with
 * the demo running it is {@code mvn -B test -Dtest=Screenshots -Dyardmaster.pictures.password=...}.
 */
class Screenshots {
    private static final int PHONE = 390;

    private final String server = System.getProperty("yardmaster.pictures.server", "http://localhost:8080");
    private final Path folder = Path.of(System.getProperty("yardmaster.pictures.folder", "docs/pictures"));
    private final String password = System.getProperty("yardmaster.pictures.password", "");
    private final String only = System.getProperty("yardmaster.pictures.only", ".*");

    @Test
    void ofEveryPageInEverySizeAndColour() {
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of(System.getProperty("yardmaster.chromium", "/usr/bin/chromium")))
                .setArgs(List.of("--no-sandbox", "--hide-scrollbars"));
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright.chromium().launch(options)) {
            for (int width : new int[] {1440, 1024, PHONE}) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    take(browser, width, scheme);
                }
            }
        }
    }

    private void take(Browser browser, int width, ColorScheme scheme) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width == PHONE ? 844 : 900)
                .setDeviceScaleFactor(width == PHONE ? 2 : 1)
                .setColorScheme(scheme)
                .setTimezoneId("Europe/Berlin"))) {
            Page page = context.newPage();
            shoot(page, "login", "/login", width, scheme);
            signIn(page);
            pages(page).forEach((name, path) -> shoot(page, name, path, width, scheme));
        }
    }

    private void signIn(Page page) {
        page.navigate(server + "/login");
        page.fill("#user", "admin");
        page.fill("#password", password);
        page.click("main button");
        page.waitForURL(server + "/");
    }

    /** Every page by name; the queue and the job are those that have most to show. */
    private Map<String, String> pages(Page page) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("overview", "/");
        pages.put("queue", "/queues/payments");
        pages.put("jobs", "/jobs?state=completed");
        pages.put("dead", "/dead");
        pages.put("enqueue", "/enqueue");
        pages.put("system", "/system");
        page.navigate(server + "/dead");
        if (page.locator("main td a[href^='/jobs/']").count() > 0) {
            pages.put("job", page.locator("main td a[href^='/jobs/']").first().getAttribute("href"));
        }
        return pages;
    }

    private void shoot(Page page, String name, String path, int width, ColorScheme scheme) {
        String file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + ".png";
        if (!file.matches(only)) {
            return;
        }
        page.navigate(server + path);
        page.waitForTimeout(1_500);
        Number overflow =
                (Number) page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
        assertThat(overflow.intValue()).as(file + " scrolls sideways").isZero();
        page.screenshot(
                new Page.ScreenshotOptions().setPath(folder.resolve(file)).setFullPage(true));
    }
}
