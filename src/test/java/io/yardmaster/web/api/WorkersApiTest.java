package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.node.Nodes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Workers as a program sees them. Quiet and stop on a running node: ClusterIT. */
@QuarkusTest
class WorkersApiTest {
    @Inject
    Nodes nodes;

    @Inject
    InstantSource clock;

    @Test
    void aWorkerSaysWhatItIsAndServes() {
        Api.get("/workers")
                .then()
                .statusCode(200)
                .body("items.state", hasItem("running"))
                .body("items[0].types", hasItem("demo.noop"))
                .body("items[0].queues", not(hasSize(0)));
    }

    @Test
    void slotsAreThoseThatJobsOfUsersMayUse() {
        Api.get("/workers").then().body("items[0].deliverySlots", equalTo(4));
        String page = Api.call().get("/workers").asString();
        assertThat(page).contains("<code>*:10", "and 4 for deliveries").doesNotContain("yardmaster.webhooks:4");
    }

    /** Its start too is in the future, as one of an older version would tell it. */
    @Test
    void aNodeAheadOfTheStoreIsNamedAndNoAgeIsNegative() {
        long now = clock.millis();
        long ahead = 420_000;
        NodeInfo.RunningJob runs = new NodeInfo.RunningJob("j", "demo.sleep", "q", now + ahead);
        nodes.beat(new NodeInfo(
                "ahead-1",
                "ahead",
                77,
                now + ahead,
                now + ahead,
                "1",
                "running",
                List.of("worker"),
                List.of(),
                Map.of("*", 1),
                1,
                Map.of("q", 1),
                0,
                1,
                List.of(runs),
                0,
                -ahead));
        try {
            await().untilAsserted(() -> {
                assertThat(seen("/system")).contains("ahead:77: clock", "7 m ahead of the store's");
                assertThat(seen("/workers")).contains("<span class=\"off\">7 m ahead</span>");
            });
            Api.get("/workers").then().body("items.find { it.id == 'ahead-1' }.storeAheadMs", equalTo(-(int) ahead));
            for (String page : List.of("/system", "/workers")) {
                assertThat(seen(page)).doesNotContain("in 7 m", "in 6 m", "-6 m", "-7 m");
            }
        } finally {
            nodes.leave("ahead-1");
        }
    }

    private static String seen(String page) {
        return Api.call().get(page).asString().replace('\u00a0', ' ').replace("&#39;", "'");
    }

    @Test
    void ordersToNobodyAre404AndWrongOnes400() {
        Api.post("/workers/nobody/quiet").then().statusCode(404);
        Api.post("/workers/nobody/stop").then().statusCode(404);
        Api.post("/workers/%3Cb%3E/stop").then().statusCode(404);
        Api.post("/workers/nobody/stop", "{\"now\":true}").then().statusCode(400);
        Api.post("/workers/nobody/stop?now=true").then().statusCode(400);
        Api.post("/workers/nobody/kill").then().statusCode(404);
    }
}
