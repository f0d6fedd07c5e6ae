package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.engine.node.Visits;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.Tally;
import io.yardmaster.store.Yard;
import io.yardmaster.store.call.Key;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where there are very many queues, a loop looks at few of them in a turn, and misses none that matters. */
class ManyQueuesTest {
    private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");

    @RegisterExtension
    static final Yard yard = new Yard();

    private Promoter promoter;

    @BeforeEach
    void open() {
        IntStream.range(0, Visits.FEW + 100).forEach(i -> yard.queues.register("many" + i));
        promoter = new Promoter(yard.jobs, yard.queues, new QueueFaults(yard.clock));
    }

    @Test
    void aTurnAsksFewOfThem() {
        promoter.turn();
        long before = calls();
        promoter.turn();
        assertThat(calls() - before).isZero();
    }

    @Test
    void aHintLeadsToItsQueueAtOnce() {
        yard.enqueue(due("a", Yard.AT + 1));
        promoter.turn(); // looks at another tenth: the rest would come up later
        assertThat(yard.statesOf("a")).containsExactly(JobState.SCHEDULED);
        promoter.wake(Yard.QUEUE);
        promoter.turn();
        assertThat(yard.statesOf("a")).containsExactly(JobState.WAITING);
    }

    @Test
    void whereSomethingIsDueSoonEachTurnLooks() {
        long now = System.currentTimeMillis();
        yard.enqueue(due("a", now + 15_000));
        promoter.wake(Yard.QUEUE);
        promoter.turn();
        yard.ask(Command.ZADD, yard.keys.of(Key.SCHEDULED), now - 1, "a");
        promoter.turn();
        assertThat(yard.statesOf("a")).containsExactly(JobState.WAITING);
    }

    private static Job due(String id, long at) {
        return Yard.job(id, 10, at, Tally.NONE);
    }

    private static long calls() {
        Matcher found = CALLS.matcher(yard.ask(Command.INFO, "commandstats").toString());
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }
}
