package io.yardmaster.web.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many jobs of one state at once, as a program sees it. */
@QuarkusTest
class SelectionsApiTest {
    private final String tag = UUID.randomUUID().toString();
    private final String queue = "select-" + tag;

    @BeforeEach
    void schedule() {
        for (String id : new String[] {"a", "b", "c"}) {
            Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"id\":\"" + id + tag
                    + "\",\"delayMs\":999000,\"tags\":[\"" + tag + "\"]}");
        }
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndTheActDoesIt() {
        String jobs = "\"jobs\":[" + ref("a") + "," + ref("c") + "," + ref("gone") + "]";
        Response preview = select("cancel", jobs + ",\"dryRun\":true");
        preview.then()
                .statusCode(200)
                .body("matched", equalTo(3))
                .body("queues[0].queue", equalTo(queue))
                .body("queues[0].count", equalTo(2))
                .body("notEligible[0].reason", equalTo("gone"))
                .body("samples.id", hasItem("a" + tag));
        String asOf = ",\"asOf\":\"" + preview.path("asOf") + "\"";
        select("cancel", jobs + asOf)
                .then()
                .statusCode(200)
                .body("cancelled", equalTo(2))
                .body("failed", equalTo(0))
                .body("operations[0].kind", equalTo("cancel"))
                .body("operations[0].state", equalTo("done"));
        Api.in("scheduled", "b" + tag);
        Api.in("cancelled", "a" + tag);
        select("cancel", jobs + asOf).then().statusCode(200).body("cancelled", equalTo(0));
    }

    @Test
    void allThatFitAreDeletedAndComeBack() {
        Response done = select("delete", "\"tag\":\"" + tag + "\"");
        done.then().statusCode(200).body("deleted", equalTo(3)).body("operations", hasSize(1));
        Api.post("/operations/" + done.path("operations[0].id") + "/undo")
                .then()
                .body("undone", equalTo(3));
        Api.in("scheduled", "a" + tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cancel | {}                                                 | /state     | is required",
                "cancel | {'state':'scheduled'}                              |            | at least one of queue",
                "cancel | {'state':'dead','queue':'q'}                       | /state     | must be one of scheduled, waiting",
                "delete | {'state':'active','queue':'q'}                     | /state     | must be one of",
                "retry  | {'state':'dead','jobs':[{'queue':'q'}]}            | /jobs/0/id | is required",
                "retry  | {'state':'dead','jobs':[{'queue':'-','id':'a'}]}   | /jobs/0/queue | name of a queue",
                "retry  | {'state':'dead','queue':'q','jobs':[]}             | /jobs      | cannot be combined",
                "retry  | {'state':'dead','queue':'q','tag':''}              | /tag       | 1 to 64 characters",
                "retry  | {'state':'dead','queue':'q','q':5}                 | /q         | 1 to 200 characters",
                "retry  | {'state':'dead','queue':'q','asOf':'9999-01-01T00:00:00Z'} | /asOf | must not be in the future",
                "retry  | {'state':'dead','queue':'q','from':'2026-01-02T00:00:00Z','to':'2026-01-01T00:00:00Z'} | /from | must be before to",
                "retry  | {'state':'dead','queue':'q','more':1}              | /more      | is not known",
            })
    void whatIsWrongIsNamed(String verb, String body, String pointer, String message) {
        Api.post("/selections/" + verb, body.replace('\'', '"'))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer == null ? "" : pointer))
                .body("errors[0].message", containsString(message));
    }

    @Test
    void tooManyJobsAreRefused() {
        String ref = ref("a");
        String many = (ref + ",").repeat(1_000) + ref;
        select("cancel", "\"jobs\":[" + many + "]")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/jobs/1000"))
                .body("errors[0].message", containsString("at most 1000"));
        Api.in("scheduled", "a" + tag);
    }

    @Test
    void anUnknownQueueOrVerbIsNotFound() {
        Api.post("/selections/retry", "{\"state\":\"dead\",\"queue\":\"never-was\"}")
                .then()
                .statusCode(404);
        Api.post("/selections/bury", "{\"state\":\"dead\",\"queue\":\"q\"}")
                .then()
                .statusCode(404);
    }

    private Response select(String verb, String which) {
        return Api.post("/selections/" + verb, "{\"state\":\"scheduled\"," + which + "}");
    }

    private String ref(String id) {
        return "{\"queue\":\"" + queue + "\",\"id\":\"" + id + tag + "\"}";
    }
}
