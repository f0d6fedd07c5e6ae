package io.yardmaster.engine.worker;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.beans.DeathHandler;
import io.yardmaster.api.beans.JobSender;
import io.yardmaster.api.beans.RetryDelay;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEvents;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Option;
import io.yardmaster.job.Samples;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.JobReader;
import io.yardmaster.web.api.Api;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Beans of an application: they count waits, hear of deaths, and send jobs with typed payloads. */
@QuarkusTest
class DeathAndDelayTest {

    @Inject
    JobSender sender;

    @Inject
    Jobs jobs;

    @Inject
    JobEvents events;

    @Inject
    Heard heard;

    @Inject
    Mourner mourner;

    /** An order that cannot be paid. */
    @Singleton
    @JobHandler(value = "test.order", queue = "orders")
    static class PayOrder implements Handler<PayOrder.Order> {
        record Order(String number, boolean fails) {}

        @Override
        public Outcome run(Order order, JobContext context) {
            if (order.fails()) {
                throw new IllegalStateException("order " + order.number() + " cannot be paid");
            }
            return Outcome.succeeded();
        }
    }

    @Singleton
    static class Slowly implements RetryDelay {
        @Inject
        JobReader reader;

        @Override
        public String name() {
            return "test-slowly";
        }

        @Override
        public Duration after(int failures, String type) {
            return Duration.ofMinutes(reader.find("orders", "not-there").isEmpty() ? 10L * failures : 1);
        }
    }

    @Singleton
    static class Broken implements RetryDelay {
        @Override
        public String name() {
            return "test-broken";
        }

        @Override
        public Duration after(int failures, String type) {
            throw new IllegalStateException("no idea");
        }
    }

    @Singleton
    static class Endless implements RetryDelay {
        @Override
        public String name() {
            return "test-endless";
        }

        @Override
        public Duration after(int failures, String type) {
            return Duration.ofSeconds(Long.MAX_VALUE);
        }
    }

    @Singleton
    static class Mourner implements DeathHandler {
        private final List<DeadJob> mourned = new CopyOnWriteArrayList<>();

        @Override
        public void died(DeadJob job) {
            mourned.add(job);
            throw new IllegalStateException("too sad");
        }
    }

    @Singleton
    static class Heard {
        private final List<DeathHandler.DeadJob> heard = new CopyOnWriteArrayList<>();

        void on(@Observes DeathHandler.DeadJob job) {
            heard.add(job);
        }
    }

    @Test
    void aDeathIsToldOnceToEachWhoeverFails() {
        String id = sender.enqueue(PayOrder.class, new PayOrder.Order("4711", true))
                .maxAttempts(1)
                .send();
        await().until(() -> heard.heard.stream().anyMatch(dead -> dead.id().equals(id)));
        assertThat(mourner.mourned).filteredOn(dead -> dead.id().equals(id)).hasSize(1);
        DeathHandler.DeadJob dead = heard.heard.stream()
                .filter(told -> told.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(dead.queue()).isEqualTo("orders");
        assertThat(dead.reason()).isEqualTo("exhausted");
        assertThat(dead.error().message()).isEqualTo("order 4711 cannot be paid");
        assertThat(dead.payload()).contains("4711");
        assertThat(jobs.find("orders", id).state()).isEqualTo(JobState.DEAD);
    }

    /** The third lost worker, and a type that nobody knows: neither is the end of a run. */
    @Test
    void aDeathWithoutARunOfItsOwnIsToldToo() {
        Job lost = Samples.job("orders", "lost-thrice", "test.order", "{}");
        Job unknown = Samples.job("orders", "never-known", "no.such", "{}");
        events.tell(new JobEvent.Lost(lost, null, false));
        events.tell(new JobEvent.Placed(unknown, JobState.WAITING));
        events.tell(new JobEvent.Lost(lost, null, true));
        events.tell(new JobEvent.Placed(unknown, JobState.DEAD));
        await().until(() -> told("lost-thrice") == 1 && told("never-known") == 1);
    }

    private long told(String id) {
        return mourner.mourned.stream().filter(dead -> dead.id().equals(id)).count();
    }

    @Test
    void aBeanCountsTheWaitOfACustomBackoffAndMayAskTheStore() {
        assertThat(wait("test-slowly")).isEqualTo(600_000);
    }

    @Test
    void aBeanThatCountsBeyondTheBoundsIsCutThere() {
        assertThat(wait("test-endless")).as("the cap of the job").isEqualTo(3_600_000);
    }

    @Test
    void aBeanThatFailsOrIsMissingLeavesTheUsualBackoff() {
        assertThatTheUsualBackoffHolds("test-broken");
        assertThatTheUsualBackoffHolds("test-missing");
    }

    @Test
    void manyAreSentInOneCallAndAUniqueOneIsThereOnce() {
        List<String> ids = sender.sendAll(List.of(
                sender.enqueue(PayOrder.class, new PayOrder.Order("1", false))
                        .in(Duration.ofHours(1))
                        .unique("o 1"),
                sender.enqueue(PayOrder.class, new PayOrder.Order("1", false))
                        .in(Duration.ofHours(1))
                        .unique("o 1"),
                sender.enqueue("test.order", new PayOrder.Order("2", false))
                        .queue("orders")
                        .id("sent-2")));
        assertThat(ids).hasSize(3).endsWith("sent-2");
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(jobs.find("orders", ids.get(0)).state()).isEqualTo(JobState.SCHEDULED);
        awaitState("sent-2", JobState.COMPLETED);
    }

    @Test
    void thePageForetellsTheAttemptsThatTheBeanWouldGive() {
        Backoff backoff = new Backoff(Backoff.Type.CUSTOM, "test-slowly", 1, 36_000_000, Jitter.of(0));
        String id = sender.enqueue(PayOrder.class, new PayOrder.Order("foretold", true))
                .maxAttempts(4)
                .with(Option.BACKOFF, backoff)
                .send();
        awaitState(id, JobState.RETRYING);
        List<String> told = Api.get("/jobs/" + id).path("nextRetries");
        assertThat(told).hasSize(3);
        assertThat(Instant.parse(told.get(1)).toEpochMilli())
                .isEqualTo(Instant.parse(told.get(0)).toEpochMilli() + 1_200_000);
        String page = Api.call().get("/jobs/" + id).asString();
        assertThat(page).contains("Predicted attempts");
        told.forEach(at -> assertThat(page).contains(at.substring(0, 19)));
    }

    /** The delay is counted from a moment between the end of the run and now. */
    private void assertThatTheUsualBackoffHolds(String bean) {
        JobView view = retrying(bean);
        assertThat(view.standing().plannedAt())
                .isBetween(view.attempts().getLast().finishedAt() + 1_600, System.currentTimeMillis() + 2_400);
    }

    /** Milliseconds between the end of the first attempt and the second, to the second. */
    private long wait(String bean) {
        JobView view = retrying(bean);
        long waitMs = view.standing().plannedAt() - view.attempts().getLast().finishedAt();
        return Math.round(waitMs / 1_000.0) * 1_000;
    }

    private JobView retrying(String bean) {
        Backoff backoff = new Backoff(Backoff.Type.CUSTOM, bean, 1, 3_600_000, Jitter.of(0));
        String id = sender.enqueue(PayOrder.class, new PayOrder.Order(bean, true))
                .with(Option.BACKOFF, backoff)
                .send();
        JobView view = awaitState(id, JobState.RETRYING);
        assertThat(view.job().rules().backoff()).isEqualTo(backoff);
        return view;
    }

    private JobView awaitState(String id, JobState state) {
        await().pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(jobs.find("orders", id).state()).isEqualTo(state));
        return jobs.find("orders", id);
    }
}
