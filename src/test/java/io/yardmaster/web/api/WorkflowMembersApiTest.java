package io.yardmaster.web.api;

import static io.yardmaster.Patience.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a program can end a member counts under its policy. Each test has a queue of its own. */
@QuarkusTest
class WorkflowMembersApiTest {
    private static final String LATER = ",\"delayMs\":600000";
    private static final String FAILS = ",\"payload\":{\"failures\":9}";

    private final String queue = "ends-" + UUID.randomUUID();

    /** How the first member ends, and what its request says so that it can. */
    enum End {
        DEAD(FAILS + ",\"maxAttempts\":1"),
        CANCELLED(LATER),
        EXPIRED(",\"delayMs\":50,\"expiresInMs\":1"),
        DELETED(LATER),
        PURGED(FAILS + ",\"maxAttempts\":1"),
        CLEANED_WAITING(""),
        CLEANED_SCHEDULED(LATER),
        CLEANED_RETRYING(FAILS + ",\"backoff\":{\"type\":\"fixed\",\"delayMs\":600000}"),
        CLEANED_DEAD(FAILS + ",\"maxAttempts\":1"),
        CLEANED_CANCELLED(LATER);

        private final String options;

        End(String options) {
            this.options = options;
        }
    }

    private String workflow(End end, String onDead) {
        String type = end.options.startsWith(FAILS) ? "demo.fail" : "demo.noop";
        String first = "{\"job\":{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + end.options
                + "},\"onDead\":\"" + onDead + "\"}";
        String next = "{\"job\":{\"type\":\"demo.noop\",\"queue\":\"" + queue + "-next\"}}";
        return Api.post("/workflows", "{\"chain\":[" + first + "," + next + "]}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void end(End end, String id) {
        String job = Api.get("/workflows/" + id).path("nodes[0].jobId") + "?queue=" + queue;
        switch (end) {
            case DEAD, EXPIRED -> {}
            case CANCELLED -> cancel(job);
            case DELETED -> Api.delete("/jobs/" + job).then().statusCode(204);
            case PURGED -> {
                Api.in("dead", job);
                Api.delete("/queues/" + queue + "/dead?olderThan=0").then().statusCode(200);
            }
            case CLEANED_CANCELLED -> {
                cancel(job);
                clean("cancelled", job);
            }
            default -> clean(end.name().substring("CLEANED_".length()).toLowerCase(Locale.ROOT), job);
        }
    }

    private static void cancel(String job) {
        Api.post("/jobs/" + job.replace("?", "/cancel?")).then().statusCode(200);
    }

    private void clean(String state, String job) {
        Api.in(state, job);
        Api.post("/queues/" + queue + "/clean", "{\"state\":\"" + state + "\",\"olderThanMs\":0}")
                .then()
                .statusCode(200)
                .body("cleaned", equalTo(1));
    }

    private static Response in(String state, String id) {
        return await().until(() -> Api.get("/workflows/" + id), one -> state.equals(one.path("state")));
    }

    private void paused(End end) {
        if (end == End.CLEANED_WAITING) {
            Api.call()
                    .header("Content-Type", "application/json")
                    .body("{\"weight\":1}")
                    .patch(Api.ROOT + "/queues/" + queue)
                    .then()
                    .statusCode(200);
            Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void underFailItBlocksWhatFollows(End end) {
        paused(end);
        String id = workflow(end, "fail");
        end(end, id);
        in("failed", id).then().body("nodes[1].state", equalTo("blocked"));
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void underContinueWhatFollowsRuns(End end) {
        paused(end);
        String id = workflow(end, "continue");
        end(end, id);
        in("completed_with_errors", id).then().body("nodes[1].state", equalTo("completed"));
    }

    @Test
    void aCompletedMemberIsNotCleanedWhileItsWorkflowGoesOn() {
        String first = "{\"job\":{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"}}";
        String id = Api.post(
                        "/workflows", "{\"chain\":[" + first + "," + first.replace("\"}}", "\"" + LATER + "}}") + "]}")
                .path("id");
        String done = Api.get("/workflows/" + id).path("nodes[0].jobId") + "?queue=" + queue;
        Api.in("completed", done);
        Api.post("/queues/" + queue + "/clean", "{\"state\":\"completed\",\"olderThanMs\":0,\"dryRun\":true}")
                .then()
                .body("matched", equalTo(1))
                .body("notEligible[0].reason", equalTo("workflow"))
                .body("notEligible[0].count", equalTo(1));
        Api.post(
                        "/selections/delete",
                        "{\"state\":\"completed\",\"queue\":\"" + queue + "\",\"tag\":\"none\",\"dryRun\":true}")
                .then()
                .body("matched", equalTo(0));
        Api.post(
                        "/selections/delete",
                        "{\"state\":\"completed\",\"queue\":\"" + queue + "\",\"type\":\"demo.noop\",\"dryRun\":true}")
                .then()
                .body("matched", equalTo(1))
                .body("queues.size()", equalTo(0))
                .body("notEligible[0].reason", equalTo("workflow"));
        Api.post("/queues/" + queue + "/clean", "{\"state\":\"completed\",\"olderThanMs\":0}")
                .then()
                .statusCode(200)
                .body("cleaned", equalTo(0));
        Api.get("/jobs/" + done).then().statusCode(200);
    }
}
