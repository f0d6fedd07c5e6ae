package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk acts are taken back, as a program sees it. */
@QuarkusTest
class UndoApiTest {
    private final String queue = "undo-" + UUID.randomUUID();
    private final String dead = "/queues/" + queue + "/dead";

    @BeforeEach
    void die() {
        for (int i = 0; i < 5; i++) {
            Api.enqueue("{\"type\":\"demo.fail\",\"queue\":\"" + queue + "\",\"maxAttempts\":1,"
                    + "\"payload\":{\"message\":\"no\",\"failures\":9}}");
        }
        await().until(() -> count("dead") == 5);
    }

    @Test
    void aPurgeComesBackWithItsGroup() {
        String sample = Api.get(dead).path("items[0].id");
        String id = Api.delete(dead + "?olderThan=0").path("operationId");
        Api.get("/jobs/" + sample).then().statusCode(404);
        Api.get("/operations/" + id)
                .then()
                .body("state", equalTo("done"))
                .body("undoUntil", matchesPattern("\\d{4}-.*Z"));
        Api.post("/operations/" + id + "/undo").then().statusCode(200).body("undone", equalTo(5));
        Api.get("/jobs/" + sample)
                .then()
                .body("state", equalTo("dead"))
                .body("error.message", equalTo("no"))
                .body("attempts.size()", equalTo(1));
        Api.get("/dead/groups?queue=" + queue).then().body("items[0].count", equalTo(5));
        Api.get("/operations/" + id).then().body("state", equalTo("undone")).body("undoUntil", nullValue());
        Api.post("/operations/" + id + "/undo").then().statusCode(200).body("undone", equalTo(5));
        Api.post("/operations/" + id + "/cancel").then().statusCode(409).body("state", equalTo("undone"));
        Api.post("/operations/none/undo").then().statusCode(404);
    }

    @Test
    void whatWasRetriedAndWaitsIsDeadAgain() {
        Api.post("/queues/" + queue + "/pause");
        String id = Api.post(dead + "/retry-all", "{}").path("operationId");
        await().until(() -> count("waiting") == 5);
        Api.post("/operations/" + id + "/undo").then().statusCode(200).body("undone", equalTo(5));
        Api.get("/dead/groups?queue=" + queue).then().body("items[0].count", equalTo(5));
        Api.get("/jobs?state=waiting&queue=" + queue).then().body("items.size()", equalTo(0));
    }

    @Test
    void aCleanComesBackAndAnEmptyOneCannot() {
        String clean = "/queues/" + queue + "/clean";
        String id = Api.post(clean, "{\"state\":\"dead\",\"olderThanMs\":0}").path("operationId");
        Api.post("/operations/" + id + "/undo").then().body("undone", equalTo(5));
        String empty = Api.post("/fsck", "{}").path("operation.id");
        await().until(() -> Api.get("/operations/" + empty).path("state").equals("done"));
        Api.post("/operations/" + empty + "/undo")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("cannot be undone"))
                .body("state", equalTo("done"));
    }

    private int count(String state) {
        return Api.get("/queues/" + queue).path("counts." + state);
    }
}
