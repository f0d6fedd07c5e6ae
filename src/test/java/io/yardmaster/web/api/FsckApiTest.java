package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The store is checked in the background, and the operation tells what was found. */
@QuarkusTest
class FsckApiTest {
    @Test
    void theResultOfACheckStandsInItsOperation() {
        Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"queue\":\"fsck-" + UUID.randomUUID() + "\"}");
        String id = Api.post("/fsck")
                .then()
                .statusCode(202)
                .header("Location", containsString("/api/v1/operations/"))
                .body("operation.kind", equalTo("fsck"))
                .extract()
                .path("operation.id");
        await().until(() -> Api.get("/operations/" + id).path("state").equals("done"));
        Api.get("/operations/" + id)
                .then()
                .body("result.checked", greaterThan(0))
                .body("result.repaired", equalTo(0))
                .body("result.findings", notNullValue());
        Api.post("/fsck", "{\"repair\":7}").then().statusCode(400).body("errors[0].pointer", equalTo("/repair"));
        Api.post("/fsck", "{\"mend\":true}").then().statusCode(400);
    }
}
