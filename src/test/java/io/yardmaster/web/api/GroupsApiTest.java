package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of a queue, as a program tunes them and looks at them. */
@QuarkusTest
class GroupsApiTest {
    private final String queue = "groups-" + UUID.randomUUID();

    @Test
    void groupsAreTunedOneByOneAndShownWithTheirShares() {
        patch("{\"groups\":{\"acme\":{\"weight\":3,\"limit\":2},\"zoo\":{\"limit\":9}},\"groupLimit\":5}")
                .then()
                .statusCode(200)
                .body("groups.acme.weight", equalTo(3))
                .body("groups.acme.limit", equalTo(2))
                .body("groups.zoo.weight", nullValue());
        patch("{\"groups\":{\"acme\":{\"limit\":null},\"zoo\":null}}")
                .then()
                .body("groups.acme.weight", equalTo(3))
                .body("groups.acme.limit", nullValue())
                .body("groups.zoo", nullValue());
        Api.post("/queues/" + queue + "/pause");
        for (String group : new String[] {"acme", "acme", "other"}) {
            Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"group\":\"" + group + "\"}");
        }
        Api.get("/queues/" + queue + "/groups")
                .then()
                .statusCode(200)
                .body("items.group", contains("acme", "other"))
                .body("items.weight", contains(3, 1))
                .body("items.limit", contains(5, 5))
                .body("items.waiting", contains(2, 1))
                .body("items.running", contains(0, 0))
                .body("items.share", contains(0.75f, 0.25f))
                .body("nextCursor", nullValue());
        String page = Api.call().get("/queues/" + queue).asString().replace('\u00a0', ' ');
        assertThat(page).contains("Share of starts\">75 %", "Running\">0 of 5", "<span class=\"mono\">acme");
        patch("{\"groups\":null}").then().body("groups", nullValue());
        Api.get("/queues/no-such-queue/groups").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"groups\":{\"a\":{\"weight\":-1}}}|/groups/a/weight",
                "{\"groups\":{\"a\":{\"weight\":1000000000}}}|/groups/a/weight",
                "{\"groups\":{\"a\":{\"limit\":0}}}|/groups/a/limit",
                "{\"groups\":{\"a\":{\"share\":1}}}|/groups/a/share",
                "{\"groups\":{\"a:b\":{}}}|/groups/a:b",
                "{\"groups\":{\"<b>\":null}}|/groups/<b>",
                "{\"groups\":{\"a\":{},\"a\":{}}}|/groups/a",
                "{\"groups\":[]}|/groups",
                "{\"groups\":{\"a\":7}}|/groups/a",
            })
    void wrongGroupsAreRefusedByName(String body, String pointer) {
        patch(body).then().statusCode(400).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void noMoreThanAThousandGroupsAreTuned() {
        patch("{\"groups\":{" + groups(0, 600) + "}}").then().statusCode(200);
        patch("{\"groups\":{" + groups(600, 1001) + "}}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/groups"));
        patch("{\"groups\":{" + groups(600, 1000) + "}}").then().statusCode(200);
    }

    private static String groups(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "\"g" + i + "\":{\"weight\":2}")
                .collect(Collectors.joining(","));
    }

    private Response patch(String body) {
        return Api.call().header("Content-Type", "application/json").body(body).patch(Api.ROOT + "/queues/" + queue);
    }
}
