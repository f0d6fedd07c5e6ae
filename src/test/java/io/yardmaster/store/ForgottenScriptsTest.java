package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.store.redis.LinkThread;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Script;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    @Test
    void aNodeThatOpensLoadsOnlyTheScriptsThatRedisDoesNotKnow() throws Exception {
        forget();
        yard.ask(Command.CONFIG, "RESETSTAT");
        openAnother();
        assertThat(loads()).as("by one link of the four").isEqualTo(Script.values().length);
        openAnother();
        assertThat(loads()).as("all are known now").isEqualTo(Script.values().length);
    }

    private static void openAnother() throws Exception {
        RedisLinks links = new RedisLinks(new LinkThread(yard.vertx()));
        try {
            links.open(yard.address()).get(60, TimeUnit.SECONDS);
        } finally {
            links.close();
        }
    }

    private static int loads() {
        String info = yard.ask(Command.INFO, "commandstats").toString();
        Matcher calls = Pattern.compile("cmdstat_script\\|load:calls=([0-9]+)").matcher(info);
        return calls.find() ? Integer.parseInt(calls.group(1)) : 0;
    }

    private static void forget() {
        yard.ask(Command.SCRIPT, "FLUSH");
    }
}
