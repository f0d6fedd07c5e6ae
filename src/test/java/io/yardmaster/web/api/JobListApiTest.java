package io.yardmaster.web.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of jobs and their filters, as a program sees them. */
@QuarkusTest
class JobListApiTest {
    private static final String FAR = "2100-01-01T00:00:0";

    private final String queue = "list-" + UUID.randomUUID();

    @Test
    void typeTagAndTextLeaveWhatFitsThemAll() {
        scheduled("a", "demo.noop", "blue", "Needle", 1);
        scheduled("b", "demo.noop", "red", "needle", 2);
        scheduled("c", "demo.fail", "blue", "needle", 3);
        scheduled("d", "demo.noop", "blue", "hay", 4);
        Api.get("/jobs?state=scheduled&queue=" + queue + "&type=demo.noop&tag=blue&q=needle")
                .then()
                .statusCode(200)
                .body("items.id", contains("a"))
                .body("nextCursor", nullValue())
                .body("scanned", equalTo(4))
                .body("complete", equalTo(true));
        Api.get("/queues/" + queue + "/jobs?state=scheduled&q=needle")
                .then()
                .statusCode(200)
                .body("items.id", contains("a", "b", "c"));
    }

    @Test
    void anUnfilteredListSaysNothingOfLooks() {
        scheduled("a", "demo.noop", "blue", "x", 1);
        Api.get("/jobs?state=scheduled&queue=" + queue)
                .then()
                .body("items", hasSize(1))
                .body("$", not(hasKey("scanned")))
                .body("$", not(hasKey("complete")));
    }

    @Test
    void aFullPageIsNotComplete() {
        for (int i = 1; i < 4; i++) {
            scheduled("j" + i, "demo.noop", "blue", "x", i);
        }
        String next = Api.get("/jobs?state=scheduled&tag=blue&limit=2&queue=" + queue)
                .then()
                .body("items.id", contains("j1", "j2"))
                .body("complete", equalTo(false))
                .extract()
                .path("nextCursor");
        Api.get("/jobs?state=scheduled&tag=blue&limit=2&queue=" + queue + "&cursor=" + next)
                .then()
                .body("items.id", contains("j3"))
                .body("complete", equalTo(true));
    }

    @Test
    void timesAreFromTheFirstToBeforeTheLast() {
        for (int i = 1; i < 5; i++) {
            scheduled("j" + i, "demo.noop", "blue", "x", i);
        }
        Api.get("/jobs?state=scheduled&queue=" + queue + "&from=" + FAR + "2Z&to=" + FAR + "4Z")
                .then()
                .body("items.id", contains("j2", "j3"));
    }

    @Test
    void anErrorIsSearchedToo() {
        String id = Api.enqueue("{\"type\":\"demo.fail\",\"queue\":\"" + queue + "\",\"maxAttempts\":1,"
                + "\"payload\":{\"message\":\"Disk 7 is full\",\"failures\":9}}");
        Api.in("dead", id);
        Api.get("/jobs?state=dead&queue=" + queue + "&q=disk%207%20IS").then().body("items.id", contains(id));
        Api.get("/jobs?state=dead&queue=" + queue + "&q=disk%208")
                .then()
                .body("items", hasSize(0))
                .body("scanned", equalTo(1));
    }

    @Test
    void anIdNeedsNoStateAndFindsEveryQueueThatHasIt() {
        String id = "twin-" + UUID.randomUUID();
        for (String name : new String[] {queue, queue + "-2"}) {
            Api.enqueue("{\"type\":\"demo.noop\",\"delayMs\":60000,\"id\":\"" + id + "\",\"queue\":\"" + name + "\"}");
        }
        Api.get("/jobs?id=" + id).then().statusCode(200).body("items.queue", containsInAnyOrder(queue, queue + "-2"));
        Api.get("/jobs?state=dead&id=" + id).then().statusCode(200).body("items", hasSize(0));
        Api.get("/jobs?id=nobody-" + id).then().statusCode(200).body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "type=demo.noop, ?state",
        "state=dead&type=a%20b, ?type",
        "state=dead&tag=, ?tag",
        "state=dead&q=, ?q",
        "state=dead&from=yesterday, ?from",
        "state=dead&to=2026-01-01, ?to",
        "state=dead&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, ?from",
        "id=a%2Fb, ?id",
        "id=a&state=sleeping, ?state"
    })
    void whatIsWrongIsNamed(String query, String pointer) {
        Api.get("/jobs?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
    }

    private void scheduled(String id, String type, String tag, String word, int second) {
        Api.enqueue("{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"queue\":\"" + queue + "\",\"tags\":[\"" + tag
                + "\"],\"payload\":{\"of\":\"" + word + "\"},\"runAt\":\"" + FAR + second + "Z\"}");
    }
}
