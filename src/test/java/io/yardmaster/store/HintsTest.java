package io.yardmaster.store;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.store.call.Key;
import io.yardmaster.store.call.Move;
import io.yardmaster.store.call.Written;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HintsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Hints hints;

    @BeforeEach
    void listen() {
        hints = new Hints(yard.links.thread());
        hints.listen((kind, queue) -> heard.add(kind + " " + queue));
        RedisLink.await(hints.open(yard.address()));
    }

    @AfterEach
    void close() {
        hints.close();
    }

    @Test
    void whoFoundTooLittleHearsOfTheNextJobOnce() {
        yard.claim("w", 5, Yard.LEASE_MS);
        yard.enqueue("a");
        yard.enqueue("b");
        yard.queues.pause(List.of("after"), true);
        await().until(() -> heard.contains("WORK after"));
        assertThat(heard).containsExactly("WORK q", "WORK after");
    }

    @Test
    void aJobThatIsDueSoonerThanAllOthersIsHeardOf() {
        yard.enqueue(Yard.job("late", 10, 2 * Yard.AT + 9, Tally.NONE));
        yard.enqueue(Yard.job("later", 10, 2 * Yard.AT + 10, Tally.NONE));
        yard.enqueue(Yard.job("soon", 10, 2 * Yard.AT, Tally.NONE));
        yard.queues.pause(List.of("after"), true);
        await().until(() -> heard.contains("WORK after"));
        assertThat(heard).containsExactly("DUE q", "DUE q", "WORK after");
    }

    @Test
    void aRequestToStopIsHeardOf() {
        yard.enqueue("a");
        yard.hold("w", Yard.LEASE_MS, "a");
        yard.jobs.move(Yard.QUEUE, List.of(new Move("a", JobState.ACTIVE, JobState.CANCELLED, Written.NOTHING)));
        await().until(() -> heard.contains("CANCEL q"));
    }

    @Test
    void anEarThatWasCutOffHearsAgain() {
        yard.ask(Command.CLIENT, "KILL", "TYPE", "pubsub");
        await().until(() -> {
            yard.queues.pause(List.of(Yard.QUEUE), false);
            return heard.contains("WORK q");
        });
    }

    @Test
    void aMessageBeforeTheAnswerToAProbeHarmsNothing() {
        String busyThenTells = "for i = 1, 30000000 do end redis.call('PUBLISH', ARGV[1], ARGV[2])";
        CompletableFuture<?> told = yard.links
                .rest()
                .send(Request.cmd(Command.EVAL)
                        .arg(busyThenTells)
                        .arg(0)
                        .arg(Hints.CHANNEL)
                        .arg(yard.queues.keys("during").of(Key.META)));
        CompletableFuture<?> probed = hints.probe();
        RedisLink.await(told);
        RedisLink.await(probed);
        await().until(() -> heard.contains("WORK during"));
    }

    @Test
    void probesThatOverlapAreBothAnswered() {
        RedisLink.await(yard.links
                .rest()
                .send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(2_000).arg("ALL")));
        CompletableFuture<?> first = hints.probe();
        CompletableFuture<?> second = hints.probe();
        assertThat(first).isNotDone();
        RedisLink.await(first);
        RedisLink.await(second);
    }

    @Test
    void whatOthersPublishThereHarmsNothing() {
        for (String odd : List.of("", "due ", "ym:{", "cancel nonsense", "ym:{}:meta:", "x".repeat(10_000))) {
            yard.ask(Command.PUBLISH, Hints.CHANNEL, odd);
        }
        yard.queues.pause(List.of("after"), true);
        await().until(() -> heard.contains("WORK after"));
        assertThat(heard).containsExactly("WORK after");
    }
}
