package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows as a program sees them, on the running server. Each test has a queue of its own. */
@QuarkusTest
class WorkflowsApiTest {
    private final String queue = "flow-" + UUID.randomUUID();

    private String job() {
        return job("demo.noop", "");
    }

    private String job(String type, String more) {
        return "{\"job\":{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}}";
    }

    private String bad() {
        return job("demo.fail", ",\"payload\":{\"failures\":1},\"maxAttempts\":1");
    }

    private static String create(String json) {
        return Api.post("/workflows", json).then().statusCode(201).extract().path("id");
    }

    private static Response in(String state, String id) {
        return await().until(() -> Api.get("/workflows/" + id), one -> state.equals(one.path("state")));
    }

    @Test
    void aChainRunsStepByStep() {
        String id = create("{\"description\":\"Two steps\",\"chain\":[" + job() + "," + job() + "]}");
        Response done = in("completed", id);
        done.then()
                .body("description", equalTo("Two steps"))
                .body("counts.completed", equalTo(2))
                .body("nodes", hasSize(2))
                .body("nodes[1].after[0]", equalTo(done.path("nodes[0].id")));
        String first = done.path("nodes[0].jobId");
        Api.get("/jobs/" + first + "?queue=" + queue).then().body("workflow", equalTo(id));
        Api.get("/workflows?limit=1000").then().body("items.id", hasItem(id)).body("items[0].nodes", nullValue());
    }

    @Test
    void aDeadStepFailsAndItsRetryCompletes() {
        String id = create("{\"chain\":[" + job() + "," + bad() + "," + job() + "]}");
        Response failed = in("failed", id);
        failed.then().body("counts.dead", equalTo(1)).body("counts.blocked", equalTo(1));
        String blocked = failed.path("nodes[2].jobId");
        Api.get("/jobs/" + blocked + "/why?queue=" + queue).then().body("code", equalTo("blocked"));
        String first = failed.path("nodes[0].jobId");
        Api.delete("/jobs/" + first + "?queue=" + queue)
                .then()
                .statusCode(409)
                .body("detail", containsString("workflow " + id));
        String dead = failed.path("nodes[1].jobId");
        Api.post("/jobs/" + dead + "/retry?queue=" + queue, "{\"payload\":{\"failures\":0}}")
                .then()
                .statusCode(200);
        in("completed", id).then().body("counts.completed", equalTo(3));
    }

    @Test
    void aBatchTakesJobsWhileItRunsAndNoneAfterItsEnd() {
        String id = create("{\"group\":[" + job("demo.noop", ",\"delayMs\":600000") + "," + bad() + "],\"onComplete\":{"
                + "\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}}");
        List<String> ids = Api.post(
                        "/workflows/" + id + "/jobs",
                        "{\"jobs\":[{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}]}")
                .then()
                .statusCode(200)
                .body("accepted", equalTo(1))
                .extract()
                .path("ids");
        Api.in("completed", ids.getFirst() + "?queue=" + queue);
        String late = Api.get("/workflows/" + id).path("nodes[0].jobId");
        Api.in("scheduled", late + "?queue=" + queue);
        Api.post("/jobs/" + late + "/run-now?queue=" + queue).then().statusCode(200);
        in("completed_with_errors", id).then().body("counts.completed", equalTo(2));
        Api.post("/workflows/" + id + "/jobs", "{\"jobs\":[]}").then().statusCode(409);
        Api.in("completed", id + ":onComplete?queue=" + queue);
    }

    @Test
    void tooManyAdditionsAreRefusedAndARepeatedCallAddsNothing() {
        String id = create("{\"group\":[" + job("demo.noop", ",\"delayMs\":600000") + "]}");
        String later = "{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"delayMs\":600000}";
        Api.post("/workflows/" + id + "/jobs", "{\"jobs\":[" + (later + ",").repeat(10_000) + later + "]}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/jobs"));
        Api.post("/workflows/" + id + "/jobs", "{\"jobs\":[" + (later + ",").repeat(9_999) + later + "]}")
                .then()
                .statusCode(409)
                .body("detail", containsString("has 1 members and can have 10000: 10000 cannot be added"));
        String named = "{\"jobs\":[" + later.replace("{", "{\"id\":\"named\",") + "]}";
        Api.post("/workflows/" + id + "/jobs", named).then().statusCode(200).body("accepted", equalTo(1));
        Api.post("/workflows/" + id + "/jobs", named)
                .then()
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("ids", equalTo(List.of("named")));
        Api.post("/workflows/" + id + "/cancel").then().statusCode(200).body("counts.cancelled", equalTo(2));
    }

    @Test
    void cancelEndsAndCanBeRepeated() {
        String id = create("{\"chain\":[" + job("demo.noop", ",\"delayMs\":600000") + "," + job() + "]}");
        Api.post("/workflows/" + id + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));
        Api.post("/workflows/" + id + "/cancel").then().statusCode(200).body("counts.cancelled", equalTo(2));
        Api.post("/workflows/" + id + "/retry").then().statusCode(409);
        String done = create(job());
        in("completed", done);
        Api.post("/workflows/" + done + "/cancel").then().statusCode(409);
        Api.post("/workflows/none/cancel").then().statusCode(404);
        Api.get("/workflows/none").then().statusCode(404);
        Api.get("/workflows?cursor=nonsense").then().statusCode(400);
    }

    @Test
    void listsPageByPage() {
        List<String> made =
                IntStream.range(0, 5).mapToObj(i -> create("{\"group\":[]}")).toList();
        Response first = Api.get("/workflows?limit=2");
        Response second = Api.get("/workflows?limit=2&cursor=" + first.path("nextCursor"));
        assertThat(List.of(
                        first.<String>path("items[0].id"),
                        first.<String>path("items[1].id"),
                        second.<String>path("items[0].id")))
                .containsExactlyElementsOf(made.reversed().subList(0, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                         | ``
                    {"job":{"type":"a"},"chain":[]}                            | /chain
                    {"chain":[{"parallel":[]}]}                                | /chain/0/parallel
                    {"chain":[{"job":{"type":"a"}},{"job":{}}]}                | /chain/1/job/type
                    {"chord":{"group":[]}}                                     | /chord/then
                    {"chord":{"then":{"type":"a"}}}                            | /chord/group
                    {"group":[],"onDead":"maybe"}                              | /onDead
                    {"group":[],"onComplete":{"chain":[]}}                     | /onComplete/chain
                    {"group":[],"onSuccess":5}                                 | /onSuccess
                    {"group":[],"description":5}                               | /description
                    {"group":[],"size":5}                                      | /size
                    {"group":[{"job":{"type":"a","id":"x"}},{"job":{"type":"a","id":"x"}}]} | /group/1/job/id
                    """)
    void whatIsWrongIsRefusedByPointer(String body, String pointer) {
        Api.post("/workflows", body).then().statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void theBoundsOfATreeHold() {
        Api.post("/workflows", nested(10)).then().statusCode(201);
        Api.post("/workflows", nested(11)).then().statusCode(400).body("errors[0].message", containsString("too deep"));
        String member = "{\"job\":{\"type\":\"a\"}}";
        String many = "{\"group\":[" + (member + ",").repeat(10_000) + member + "]}";
        Api.post("/workflows", many).then().statusCode(400).body("errors[0].pointer", equalTo("/group/10000"));
        Api.post("/workflows", "{\"group\":[" + " ".repeat((16 << 20) + 1) + "]}")
                .then()
                .statusCode(413);
    }

    private String nested(int depth) {
        return "{\"group\":[".repeat(depth) + job() + "]}".repeat(depth);
    }
}
