package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody says SCRIPT FLUSH, or a node of a cluster never heard of a script. */
class ForgottenScriptsTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void everyVerbWorksWhenRedisHasForgottenItsScript() {
        forget();
        yard.enqueue("a", "b");
        forget();
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        forget();
        assertThat(yard.leases.renew(Yard.QUEUE, List.of(claim), Yard.LEASE_MS).gone())
                .isEmpty();
        forget();
        assertThat(yard.complete(claim, "a")).isEmpty();
        forget();
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        forget();
        assertThat(yard.places.places(List.of(Yard.QUEUE), JobState.COMPLETED, null, 5))
                .hasSize(1);
        forget();
        assertThat(yard.count(JobState.WAITING)).isEqualTo(1);
        forget();
        assertThat(yard.jobs.promote(List.of(Yard.QUEUE), 5)).hasSize(1);
        forget();
        assertThat(yard.jobs.remove(Yard.QUEUE, JobState.WAITING, null, List.of("b")))
                .containsExactly("b");
    }

    private static void forget() {
        yard.ask(Command.SCRIPT, "FLUSH");
    }
}
