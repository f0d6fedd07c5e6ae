package io.yardmaster.web.console;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.handlers.webhook.Receiver;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of alerts in a browser: read by everybody, and every act by click. */
@QuarkusTest
@ExtendWith(Browsing.class)
class AlertsIT {
    private static final String RULE = "it-rule";
    private static final String HOOK = "it-hook";

    @Inject
    ConsoleYard yard;

    private final Receiver receiver = new Receiver();
    private Chromium chromium;

    @BeforeEach
    void open(Chromium browser) {
        chromium = browser;
    }

    @AfterEach
    void tidy() {
        Api.delete("/alert-rules/" + RULE);
        Api.delete("/webhooks/" + HOOK);
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void axeFindsNothing(int width) {
        fire("alerts-axe");
        hook();
        Browser.NewContextOptions options = new Browser.NewContextOptions().setViewportSize(width, 900);
        try (Visit visit = chromium.signedIn(options)) {
            List<String> found = new ArrayList<>();
            for (String path : List.of(
                    "/alerts",
                    "/alerts/new-rule",
                    "/alerts/rules/" + RULE,
                    "/alerts/new-webhook",
                    "/alerts/webhooks/" + HOOK)) {
                found.addAll(AccessIT.look(visit, path));
            }
            assertThat(found).isEmpty();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void anAlertIsAcknowledgedAndItsRuleSilencedByClick() {
        fire("alerts-click");
        try (Visit visit = visit()) {
            visit.open("/alerts");
            String row = "tr:has-text('alerts-click')";
            visit.page.locator(row + " button:has-text('Silence')").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".toast:has-text('Silenced " + RULE + "')");
            visit.page.waitForSelector(row + ":has-text('silent until')");
            assertThat(focus(visit)).isNotEqualTo("BODY");
            visit.page.locator(row + " button:has-text('Acknowledge')").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".toast:has-text('Acknowledged " + RULE + "')");
            visit.page.waitForSelector(row + ":has-text('by admin')");
            assertThat(focus(visit)).isNotEqualTo("BODY");
            visit.open("/alerts/rules/" + RULE);
            visit.page.click("#speak");
            visit.page.waitForSelector(".toast:has-text('tells again')");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aRuleIsShownAgainstTheLastDayBeforeItIsMade() {
        try (Visit visit = visit()) {
            visit.open("/alerts/new-rule");
            visit.page.fill("#name", RULE);
            visit.page.selectOption("#metric", "error_rate");
            visit.page.fill("#threshold", "0.7");
            visit.page.click("button:has-text('Show the last day')");
            visit.page.waitForSelector("#found svg");
            assertThat(visit.page.inputValue("#threshold")).isEqualTo("0.7");
            assertThat(visit.page.textContent("#found")).contains("have fired");
            Api.get("/alert-rules/" + RULE).then().statusCode(404);
            visit.page.fill("#threshold", "nonsense");
            visit.page.click("button:has-text('Make the rule')");
            visit.page.waitForSelector("#threshold[aria-invalid]");
            visit.page.fill("#threshold", "0.7");
            visit.page.click("button:has-text('Make the rule')");
            visit.page.waitForSelector(".toast");
            Api.get("/alert-rules/" + RULE).then().statusCode(200);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void aWebhookIsTestedByClick() {
        hook();
        try (Visit visit = visit()) {
            visit.open("/alerts/webhooks/" + HOOK);
            visit.page.locator("#test").focus();
            visit.page.keyboard().press("Enter");
            visit.page.waitForSelector(".toast");
            assertThat(focus(visit)).isEqualTo("BUTTON");
            await().until(() -> receiver.heard().size() == 1);
            await().pollInSameThread().until(() -> {
                visit.open("/alerts/webhooks/" + HOOK);
                return visit.page.locator("tbody tr").count() == 1;
            });
            assertThat(visit.page.textContent("tbody tr")).contains("200");
            visit.page.click("button:has-text('Send again')");
            await().until(() -> receiver.heard().size() == 2);
            assertThat(receiver.heard().get(0).id())
                    .isEqualTo(receiver.heard().get(1).id());
            assertThat(visit.complaints()).isEmpty();
        }
    }

    /** An alert of that queue fires. */
    private void fire(String queue) {
        yard.dead(queue, "demo.fail", "{\"failures\":9}");
        Api.put(
                        "/alert-rules/" + RULE,
                        "{\"metric\":\"dead\",\"queue\":\"" + queue + "\",\"op\":\">\",\"threshold\":0,"
                                + "\"windowMs\":60000,\"severity\":\"critical\",\"webhooks\":[]}")
                .then()
                .statusCode(201);
        await().until(
                        () -> Api.get("/alerts?state=firing&limit=1000")
                                .jsonPath()
                                .getList("items.findAll { it.rule == '" + RULE + "' }")
                                .size(),
                        found -> found == 1);
    }

    private void hook() {
        Api.put("/webhooks/" + HOOK, "{\"url\":\"" + receiver.url() + "\"}")
                .then()
                .statusCode(201);
    }

    private static String focus(Visit visit) {
        return Visit.settled(visit.page, "document.activeElement.tagName", found -> !found.equals("BODY"));
    }

    private Visit visit() {
        return chromium.signedIn(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }
}
