package io.yardmaster.web.console;

import static io.yardmaster.Patience.PATIENCE;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A viewer's browser with one page, which notes everything that must never happen. */
public final class Visit implements AutoCloseable {
    /** As the tests are configured. */
    public static final String PASSWORD = "test-password";

    private static final String REPORT =
            "document.addEventListener('securitypolicyviolation', e => console.error('VIOLATION ' + e.violatedDirective + ' '"
                    + " + e.blockedURI + ' ' + e.sample))";

    public final BrowserContext context;
    public final Page page;
    private final String server;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    public Visit(BrowserContext context, String server) {
        this.context = context;
        this.server = server;
        context.setDefaultTimeout(PATIENCE.toMillis());
        context.addInitScript(REPORT);
        this.page = watched(context.newPage());
    }

    /** A further tab of the same viewer. */
    public Page tab(String path) {
        Page tab = watched(context.newPage());
        tab.navigate(server + path);
        return tab;
    }

    public Response open(String path) {
        return page.navigate(server + path);
    }

    public void signIn() {
        open("/login");
        page.fill("#user", "admin");
        page.fill("#password", PASSWORD);
        page.click("button:has-text('Sign in')");
        page.waitForURL(server + "/");
    }

    /**
     * What a script tells once it is good, or at the end of patience. A moment passes before each look: what comes first
     * may not stay.
     */
    public static String settled(Page page, String script, Predicate<String> good) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String told;
        do {
            page.waitForTimeout(400);
            told = String.valueOf(page.evaluate(script));
        } while (!good.test(told) && System.nanoTime() < until);
        return told;
    }

    /** Waits for the toast with that text, and keeps it: the pointer is on it. */
    public void keepToast(String text) {
        page.waitForSelector(".toast:has-text('" + text + "')");
        page.hover(".toast");
    }

    /** What must not have happened: reports of the policy, errors of scripts, dialogs, files that are missing. */
    public List<String> complaints() {
        return complaints;
    }

    private Page watched(Page watched) {
        watched.onConsoleMessage(message -> {
            boolean policy =
                    message.text().contains("VIOLATION") || message.text().contains("Content Security Policy");
            if (policy) {
                complaints.add(watched.url() + ": " + message.text());
            }
        });
        watched.onPageError(error -> complaints.add(watched.url() + ": " + error));
        watched.onDialog(dialog -> {
            complaints.add(watched.url() + ": dialog " + dialog.message());
            dialog.dismiss();
        });
        watched.onResponse(response -> {
            boolean file = response.url().contains("/assets/") || response.url().contains("/webjars/");
            if (file && response.status() >= 400 || !response.url().startsWith(server)) {
                complaints.add(response.status() + " " + response.url());
            }
        });
        return watched;
    }

    @Override
    public void close() {
        context.close();
    }
}
