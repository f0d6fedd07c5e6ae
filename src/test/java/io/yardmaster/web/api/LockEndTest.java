package io.yardmaster.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The key of a unique job is free whatever ended the job, and nothing is left of the lock. */
@QuarkusTest
class LockEndTest {
    private static final List<Key> LOCK = List.of(Key.UNIQUE, Key.LOCKS, Key.LOCK_ENDS, Key.NEXT);
    private static final String FINISH = "{\"key\":\"k\"}";
    private static final String TTL = "{\"key\":\"k\",\"until\":\"ttl\",\"ttlMs\":3600000}";
    private static final String FAILS = ",\"payload\":{\"failures\":9},\"maxAttempts\":1";

    private final String queue = "lock-" + UUID.randomUUID();

    @Inject
    RedisLinks links;

    @Test
    void completed() {
        Api.in("completed", unique("demo.noop", FINISH, ""));
        assertThatTheKeyIsFree();
    }

    @Test
    void completedInOneTurnWithJobsWithoutAKey() {
        StringBuilder jobs = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            String unique = i % 3 == 0 ? "" : ",\"unique\":{\"key\":\"k" + i + "\"}";
            jobs.append(i == 0 ? "" : ",").append("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\"" + unique + "}");
        }
        List<String> ids = Api.post("/jobs/bulk", "{\"jobs\":[" + jobs + "]}").path("ids");
        ids.forEach(id -> Api.in("completed", id));
        assertThatTheKeyIsFree();
    }

    @Test
    void dead() {
        Api.in("dead", unique("demo.fail", FINISH, FAILS));
        assertThatTheKeyIsFree();
    }

    @Test
    void cancelledBeforeItsRun() {
        Api.post("/jobs/" + unique("demo.noop", FINISH, ",\"delayMs\":60000") + "/cancel")
                .then()
                .statusCode(200);
        assertThatTheKeyIsFree();
    }

    @Test
    void cancelledWhileItRan() {
        String id = unique("demo.sleep", FINISH, ",\"payload\":{\"ms\":60000}");
        Api.in("active", id);
        assertThat(isAnyLeft()).isTrue();
        Api.cancelActive(id);
        Api.in("cancelled", id);
        assertThatTheKeyIsFree();
    }

    @Test
    void expired() {
        Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"delayMs\":60000}");
        Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        String id = unique("demo.noop", FINISH, ",\"expiresInMs\":1");
        Api.post("/queues/" + queue + "/resume").then().statusCode(200);
        Api.in("cancelled", id).then().body("reason", equalTo("expired"));
        assertThatTheKeyIsFree();
    }

    @Test
    void deleted() {
        String id = unique("demo.noop", TTL, "");
        Api.in("completed", id);
        assertThat(isAnyLeft()).as("its time is not over").isTrue();
        Api.delete("/jobs/" + id).then().statusCode(204);
        assertThatTheKeyIsFree();
    }

    @Test
    void purged() {
        Api.in("dead", unique("demo.fail", TTL, FAILS));
        assertThat(isAnyLeft()).isTrue();
        Api.delete("/queues/" + queue + "/dead?olderThan=0").then().body("cleaned", equalTo(1));
        assertThatTheKeyIsFree();
    }

    @Test
    void cleaned() {
        Api.in("completed", unique("demo.noop", TTL, ""));
        Api.post("/queues/" + queue + "/clean", "{\"state\":\"completed\",\"olderThanMs\":0}")
                .then()
                .body("cleaned", equalTo(1));
        assertThatTheKeyIsFree();
    }

    @Test
    void purgedAndTakenBack() {
        Api.in("dead", unique("demo.fail", TTL, FAILS));
        String operation = Api.delete("/queues/" + queue + "/dead?olderThan=0").path("operationId");
        assertThat(isAnyLeft()).isFalse();
        Api.post("/operations/" + operation + "/undo").then().statusCode(200);
        assertThat(isAnyLeft()).as("it holds its key again").isTrue();
        Api.delete("/queues/" + queue + "/dead?olderThan=0").then().body("cleaned", equalTo(1));
        assertThatTheKeyIsFree();
    }

    @Test
    void retriedAndTakenBack() {
        Api.in("dead", unique("demo.fail", FINISH, FAILS));
        Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        String operation = Api.post("/queues/" + queue + "/dead/retry-all").path("operationId");
        assertThat(isAnyLeft()).isTrue();
        Api.post("/operations/" + operation + "/undo").then().statusCode(200);
        assertThatTheKeyIsFree();
    }

    @Test
    void queueDeleted() {
        Api.delete("/jobs/" + unique("demo.noop", FINISH, ",\"delayMs\":60000"))
                .then()
                .statusCode(204);
        ask(Command.HSET, Key.UNIQUE, "k", "f gone");
        ask(Command.ZADD, Key.LOCK_ENDS, "9007199254740991", "k");
        Api.delete("/queues/" + queue).then().statusCode(204);
        assertThatTheKeyIsFree();
    }

    /** Nothing of it is in Redis, none is listed, and the next one is taken in. */
    private void assertThatTheKeyIsFree() {
        assertThat(isAnyLeft()).isFalse();
        unique("demo.noop", FINISH, ",\"delayMs\":60000");
        Api.get("/unique-keys?queue=" + queue).then().body("items", hasSize(1));
    }

    private boolean isAnyLeft() {
        return LOCK.stream().anyMatch(key -> ask(Command.EXISTS, key) > 0);
    }

    private int ask(Command command, Key key, String... args) {
        Request request = Request.cmd(command).arg(new Keys(queue).of(key));
        for (String arg : args) {
            request.arg(arg);
        }
        return RedisLink.await(links.rest().send(request)).toInteger();
    }

    private String unique(String type, String unique, String more) {
        return Api.enqueue("{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\",\"unique\":" + unique + more + "}");
    }
}
