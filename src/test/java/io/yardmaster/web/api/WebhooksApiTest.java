package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.handlers.webhook.Receiver;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks as a program sees them. Each test has one of its own. */
@QuarkusTest
class WebhooksApiTest {
    private final String name = "t" + UUID.randomUUID();
    private final String webhook = "/webhooks/" + name;

    @AfterEach
    void tidy() {
        Api.delete(webhook);
    }

    @Test
    void aTestReachesADisabledWebhook() {
        try (Receiver receiver = new Receiver()) {
            String made = Api.put(webhook, "{\"url\":\"" + receiver.url() + "\",\"enabled\":false}")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("secret");
            Api.post(webhook + "/test").then().statusCode(202).body("id", startsWith("msg_test_"));
            await().until(() -> receiver.heard().size() == 1);
            assertThat(receiver.heard().getFirst().isSignedWith(made)).isTrue();
            assertThat(receiver.heard().getFirst().body()).contains("\"type\":\"test\"");
            await().until(() ->
                    Api.get(webhook + "/deliveries").jsonPath().getList("items").size() == 1);
        }
        Api.post(webhook + "/deliveries/none/resend").then().statusCode(404);
        Api.post("/webhooks/none/test").then().statusCode(404);
    }

    @Test
    void aSecretIsShownOnceOnly() {
        String body = "{\"url\":\"https://hooks.example/path?token=1\"}";
        String secret = Api.put(webhook, body).then().statusCode(201).extract().path("secret");
        assertThat(secret).startsWith("whsec_");
        Api.put(webhook, body).then().statusCode(200).body("secret", nullValue());
        assertThat(Api.get(webhook).asString() + Api.get("/webhooks?limit=1000").asString())
                .doesNotContain("whsec_");
        Api.post(webhook + "/rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", not(equalTo(secret)))
                .body("rotatesUntil", notNullValue());
        Api.get(webhook).then().body("rotatesUntil", notNullValue());
        Api.get("/webhooks?limit=1000").then().body("items.name", hasItem(name));
        Api.delete(webhook).then().statusCode(204);
        Api.get(webhook).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"url\":\"https://user:pw@hooks.example/\"",
                "\"url\":\"https://hooks.example/\\r\\nX: 1\"",
                "\"url\":\"file:///etc/passwd\"",
                "\"url\":\"https://10.0.0.1/\"",
                "\"url\":\"https://167772161/\"",
                "\"url\":\"https://0x0a000001/\"",
                "\"url\":\"https://[::ffff:10.0.0.1]/\"",
                "\"url\":\"https://93.184.216.34/\"",
                "\"url\":\"https:///path\"",
                "\"url\":\"https://hooks.example:99999/\"",
                "\"url\":\"mailto:a@b.example?bcc=c@d.example\"",
                "\"url\":\"\"",
                "\"url\":7",
                "\"format\":\"standard\"",
                "\"url\":\"https://hooks.example/\",\"secret\":\"whsec_c2hvcnQ=\"",
                "\"url\":\"https://hooks.example/\",\"secret\":\"plain-and-long-enough-to-be-a-secret\"",
                "\"url\":\"https://hooks.example/\",\"format\":\"teams\""
            })
    void whatIsNoWebhookIsRefused(String members) {
        Api.put(webhook, "{" + members + "}").then().statusCode(400).body("errors", hasSize(1));
        Api.get(webhook).then().statusCode(404);
    }

    @Test
    void anAddressOfFiveThousandCharactersIsRefused() {
        Api.put(webhook, "{\"url\":\"https://hooks.example/" + "x".repeat(5_000) + "\"}")
                .then()
                .statusCode(400)
                .body(containsString("at most 2000 characters"));
    }
}
