package io.yardmaster.web.api;

import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A job whose record was overwritten by hand. */
@QuarkusTest
class UnreadableJobApiTest {
    @Inject
    RedisLinks links;

    @Test
    void noTimeIsInventedForIt() {
        String queue = "unreadable-" + UUID.randomUUID();
        String id = Api.enqueue(
                "{\"type\":\"demo.fail\",\"queue\":\"" + queue + "\",\"maxAttempts\":1,\"payload\":{\"failures\":9}}");
        Api.in("dead", id);
        RedisLink.await(links.rest()
                .send(Request.cmd(Command.HSET)
                        .arg(new Keys(queue).of(Key.RECORDS))
                        .arg(id)
                        .arg("torn")));
        Api.get("/jobs/" + id + "?queue=" + queue)
                .then()
                .statusCode(200)
                .body("reasonDetail", startsWith("its record cannot be read"))
                .body("createdAt", nullValue())
                .body("runAt", nullValue());
    }
}
