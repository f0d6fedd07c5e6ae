package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.engine.node.Health;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A running server whose Redis stops, dies and comes back, and whose wire to it loses answers. */
@QuarkusTest
@WithTestResource(value = TappedRedis.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OutageTest {
    /** What the contract promises. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @Inject
    Jobs jobs;

    TappedRedis tapped;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Handler ear = new Ear();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private ScheduledExecutorService load;

    private final class Ear extends Handler {
        @Override
        public void publish(LogRecord record) {
            said.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        Logger.getLogger(Health.class.getName()).addHandler(ear);
        load = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterEach
    void calmDown() {
        load.shutdownNow();
        Logger.getLogger(Health.class.getName()).removeHandler(ear);
    }

    @Test
    void aRedisThatIsStoppedIsAnsweredWithLaterAndEverythingGoesOnWhenItReturns() throws Exception {
        enqueueUnderLoad("stopped");
        tapped.redis.signal("STOP");
        refusedInTime();
        await().until(() -> said.size() == 1);
        refusedInTime();
        tapped.redis.signal("CONT");
        worksAgain("stopped");
    }

    @Test
    void aRedisThatDiesIsAnsweredWithLaterAndEverythingGoesOnWhenItReturns() throws Exception {
        enqueueUnderLoad("died");
        tapped.redis.kill();
        await().until(() -> said.size() == 1);
        refusedInTime();
        tapped.redis.start();
        worksAgain("died");
    }

    @Test
    void aClaimAndAnEnqueueWhoseAnswersWereLostAreFoundAgain() throws Exception {
        assertThat(enqueue("lost", "first").statusCode()).isEqualTo(201);
        await().until(() -> jobs.find("lost", "first").state() == JobState.COMPLETED);
        tapped.wire.loseAnswers();
        load.execute(() -> enqueue("lost", "second"));
        await().pollInterval(Duration.ofMillis(10)).until(() -> isActive("lost", "second"));
        tapped.wire.cut();
        await().ignoreException(StoreAwayException.class)
                .until(() -> jobs.find("lost", "second").state() == JobState.COMPLETED);
        JobView done = jobs.find("lost", "second");
        assertThat(done.attempts()).extracting(Attempt::outcome).containsExactly(Attempt.End.SUCCEEDED);
        assertThat(done.job().tally().lost()).isZero();
        Response again = enqueue("lost", "second");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("Yardmaster-Duplicate")).isEqualTo("id");
    }

    /** Twenty a second, each repeated until it is acknowledged. */
    private void enqueueUnderLoad(String queue) {
        AtomicInteger next = new AtomicInteger();
        load.scheduleWithFixedDelay(
                () -> {
                    int status = enqueue(queue, "job-" + next.get()).statusCode();
                    if (status < 300) {
                        acknowledged.incrementAndGet();
                        next.incrementAndGet();
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        await().until(() -> acknowledged.get() > 10);
        said.clear();
    }

    private static void refusedInTime() {
        long begun = System.nanoTime();
        Response answer = api().get("/api/v1/queues");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMISED);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    private void worksAgain(String queue) throws InterruptedException {
        int before = acknowledged.get();
        await().atMost(PROMISED).until(() -> api().get("/api/v1/queues").statusCode() == 200);
        await().atMost(PROMISED).until(() -> acknowledged.get() > before);
        await().until(() -> acknowledged.get() > before + 10);
        await().until(() -> said.size() == 2);
        load.shutdownNow();
        assertThat(load.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < acknowledged.get(); i++) {
            String id = "job-" + i;
            await().until(() -> jobs.find(queue, id).state() == JobState.COMPLETED);
        }
        assertThat(said.getFirst()).contains("the store is away");
        assertThat(said.getLast()).contains("the store is back after");
    }

    private static Response enqueue(String queue, String id) {
        return api().contentType("application/json")
                .body("{\"type\": \"demo.noop\", \"queue\": \"" + queue + "\", \"id\": \"" + id + "\"}")
                .post("/api/v1/jobs");
    }

    private static RequestSpecification api() {
        return RestAssured.given().header("Authorization", "Bearer test-token");
    }

    /** Asks Redis itself, not over the wire. */
    private boolean isActive(String queue, String id) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", tapped.redis.port())) {
            String ask = "HEXISTS ym:{" + queue + "}:active " + id + "\r\n";
            socket.getOutputStream().write(ask.getBytes());
            byte[] answer = socket.getInputStream().readNBytes(2);
            return answer[1] == '1';
        }
    }
}
