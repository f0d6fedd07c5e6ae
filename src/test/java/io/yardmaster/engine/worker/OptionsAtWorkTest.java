package io.yardmaster.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.engine.queues.QueueTuning;
import io.yardmaster.job.Option;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Keys;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose option holds, and what a handler sees of its job, on the running server. */
@QuarkusTest
class OptionsAtWorkTest {
    private static final Backoff AT_ONCE = new Backoff(Backoff.Type.FIXED, 0, 0, Jitter.of(0));

    private final String queue = "options-" + UUID.randomUUID();

    @Inject
    QueueTuning tuning;

    @Inject
    RedisLinks links;

    /** Says how its jobs run. */
    @Singleton
    @JobHandler(
            value = "test.stated",
            maxAttempts = 2,
            timeoutMs = 4_000,
            backoff = @JobHandler.Wait(type = "fixed", delayMs = 77, jitter = 0))
    static class Stated implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            return Outcome.succeeded();
        }
    }

    /** Fails once, and results in what its context says. */
    @Singleton
    @JobHandler("test.context")
    static class Context implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            if (context.attempt() == 1) {
                throw new IllegalStateException("epoch " + context.epoch());
            }
            return new Outcome.Succeeded("{\"epoch\":" + context.epoch() + ",\"attempt\":" + context.attempt() + "}");
        }
    }

    /** Tells what makes no sense, and much. */
    @Singleton
    @JobHandler("test.babbler")
    static class Babbler implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            context.progress(-5, null);
            context.progress(Integer.MAX_VALUE, "x".repeat(1_000_000));
            context.log(null);
            context.log("half of a pair \ud83d and a zero \0");
            context.log("x".repeat(1_000_000));
            return Outcome.succeeded();
        }
    }

    /** Runs until it is told to stop, and says what it saw. */
    @Singleton
    @JobHandler("test.listener")
    static class Listener implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            while (!context.isCancelled()) {
                Thread.onSpinWait();
            }
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return new Outcome.Succeeded("\"cancelled, interrupted\"");
        }
    }

    @Test
    void theRequestWinsOverQueueOverHandlerOverServer() {
        rules("test.stated", "").then().body("maxAttempts", equalTo(2)).body("backoff.delayMs", equalTo(77));
        defaults(Rules.NONE.with(Option.MAX_ATTEMPTS, 7L).with(Option.HARD_TIMEOUT_MS, 60L));
        rules("test.stated", "")
                .then()
                .body("maxAttempts", equalTo(7))
                .body("hardTimeoutMs", equalTo(60))
                .body("timeoutMs", equalTo(4_000))
                .body("backoff.type", equalTo("fixed"))
                .body("backoff.delayMs", equalTo(77));
        rules("test.stated", ",\"maxAttempts\":9,\"timeoutMs\":5")
                .then()
                .body("maxAttempts", equalTo(9))
                .body("timeoutMs", equalTo(5))
                .body("hardTimeoutMs", equalTo(60));
        defaults(Rules.NONE.with(Option.BACKOFF, AT_ONCE));
        rules("test.stated", "").then().body("backoff.delayMs", equalTo(0)).body("maxAttempts", equalTo(2));
        defaults(Rules.NONE);
        rules("demo.noop", "")
                .then()
                .body("maxAttempts", equalTo(3))
                .body("backoff.type", equalTo("exponential"))
                .body("backoff.delayMs", equalTo(2_000))
                .body("backoff.maxDelayMs", equalTo(600_000))
                .body("backoff.jitter", equalTo(0.2f));
    }

    @Test
    void aHandlerReadsTheEpochOfItsRunWhichRises() {
        defaults(Rules.NONE.with(Option.BACKOFF, AT_ONCE));
        Response done = Api.in("completed", enqueue("test.context", ""));
        List<Long> epochs = done.path("attempts.epoch");
        assertThat(epochs).hasSize(2).isSorted().doesNotHaveDuplicates();
        done.then()
                .body("attempts[0].error.message", equalTo("epoch " + epochs.getFirst()))
                .body("result.epoch", equalTo(epochs.getLast()))
                .body("result.attempt", equalTo(2));
    }

    @Test
    void whatAHandlerTellsNeverFailsItsJob() {
        String id = enqueue("test.babbler", "");
        Api.in("completed", id).then().body("progress.percent", equalTo(100));
        Api.get("/jobs/" + id + "/log").then().body("items.size()", equalTo(3));
        RedisLink.await(links.rest()
                .send(Request.cmd(Command.SET)
                        .arg(new Keys(queue + "-broken").of(Key.LOG))
                        .arg("x")));
        String broken = Api.enqueue("{\"type\":\"test.babbler\",\"queue\":\"" + queue + "-broken\"}");
        Api.in("completed", broken).then().body("attempts.outcome", contains("succeeded"));
    }

    @Test
    void aCancelIsSeenByTheHandlerAndInterruptsIt() {
        String id = enqueue("test.listener", "");
        Api.in("active", id);
        // 409 where the run had ended before the answer
        assertThat(Api.post("/jobs/" + id + "/cancel").statusCode()).isIn(202, 409);
        Api.in("completed", id).then().body("result", equalTo("cancelled, interrupted"));
    }

    @Test
    void whatHasNotBegunIsCancelledAtOnce() {
        Api.enqueue("{\"type\":\"demo.noop\",\"queue\":\"" + queue + "\",\"delayMs\":60000}");
        String retrying = enqueue("demo.fail", ",\"payload\":{\"failures\":9}");
        Api.in("retrying", retrying);
        Api.post("/queues/" + queue + "/pause").then().statusCode(200);
        String waiting = enqueue("demo.noop", "");
        String scheduled = enqueue("demo.noop", ",\"delayMs\":60000");
        for (String id : List.of(retrying, waiting, scheduled)) {
            Api.post("/jobs/" + id + "/cancel")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("cancelled"))
                    .body("reason", equalTo("by_user"));
        }
    }

    @Test
    void theTypeOfAJobCannotBeEditedOnItsWay() {
        String id = enqueue("demo.noop", ",\"payload\":{\"n\":1}");
        Api.in("completed", id);
        for (String verb : List.of("retry", "run-again")) {
            Api.post("/jobs/" + id + "/" + verb, "{\"payload\":{},\"type\":\"demo.fail\"}")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/type"));
        }
    }

    private void defaults(Rules rules) {
        tuning.change(queue, before -> before.withDefaults(rules));
    }

    private Response rules(String type, String more) {
        return Api.get("/jobs/" + enqueue(type, ",\"delayMs\":60000" + more));
    }

    private String enqueue(String type, String more) {
        return Api.enqueue("{\"type\":\"" + type + "\",\"queue\":\"" + queue + "\"" + more + "}");
    }
}
