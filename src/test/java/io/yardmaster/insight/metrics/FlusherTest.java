package io.yardmaster.insight.metrics;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.QueueStore;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FlusherTest {
    private static final int PAUSE_MS = 6_000; // longer than a call may take

    private final String queue = "flush-" + UUID.randomUUID();

    @Inject
    Recorder recorder;

    @Inject
    Metrics metrics;

    @Inject
    RedisLinks links;

    @Inject
    QueueStore queues;

    @Test
    void aStoreThatHoldsItsAnswersBackMakesNothingCountTwiceOrNever() {
        queues.register(queue);
        complete(50);
        RedisLink.await(links.rest()
                .send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(PAUSE_MS).arg("WRITE")));
        complete(70);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> processed() == 120);
        assertThat(processed()).isEqualTo(120);
    }

    private void complete(int times) {
        Job job = new Job("1", queue, new Work("t", null, 10, List.of()), Rules.NONE, Times.of(0, 0), Past.NONE);
        for (int i = 0; i < times; i++) {
            recorder.on(new JobEvent.Completed(job, new Claim(1, 0, "node"), 5, 1_000));
        }
    }

    private long processed() {
        return metrics.window(queue, 300_000).processed();
    }
}
