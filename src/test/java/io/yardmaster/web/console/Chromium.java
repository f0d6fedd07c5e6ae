package io.yardmaster.web.console;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution's Chromium, driven by a test. */
public final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String server;

    private Chromium(Playwright playwright, Browser browser, String server) {
        this.playwright = playwright;
        this.browser = browser;
        this.server = server;
    }

    /**
     * Starts the browser. Where there is none, or where it was said so ({@code -Dyardmaster.browser=skip}), the test is
     * skipped, but never where {@code CI=true}.
     *
     * @param server address of the server, without a slash at its end
     */
    public static Chromium launch(String server) {
        Optional<Path> program = program();
        boolean skip = program.isEmpty() || "skip".equals(System.getProperty("yardmaster.browser"));
        assumeFalse(skip && !"true".equals(System.getenv("CI")), "install Chromium to run the tests in a browser");
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setExecutablePath(program.orElse(Path.of("chromium")))
                .setArgs(FLAGS);
        return new Chromium(playwright, playwright.chromium().launch(options), server);
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A new viewer: nothing kept, nobody signed in. */
    public Visit visit(Browser.NewContextOptions options) {
        return new Visit(browser.newContext(options), server);
    }

    /** A new viewer who has signed in. */
    public Visit signedIn(Browser.NewContextOptions options) {
        Visit visit = visit(options);
        visit.signIn();
        return visit;
    }

    /** A new viewer at a wide window who has signed in. */
    public Visit signedIn() {
        return signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
