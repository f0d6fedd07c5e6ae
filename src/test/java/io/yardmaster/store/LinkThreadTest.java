package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.redis.RedisLink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkThreadTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void theAnswerToACallOfTheLinksThreadIsReadThere() throws Exception {
        CompletableFuture<Boolean> same = new CompletableFuture<>();
        yard.links.thread().post(() -> {
            Thread asked = Thread.currentThread();
            ping().whenComplete((answer, fault) -> same.complete(fault == null && Thread.currentThread() == asked));
        });
        assertThat(same.get(60, TimeUnit.SECONDS)).isTrue();
    }

    /** The ends of runs are sent behind what they told of themselves, which another thread may be sending. */
    @Test
    void aCallIsSentBehindThoseThatWereMadeBefore() throws Exception {
        CompletableFuture<Response> last = new CompletableFuture<>();
        yard.links.thread().post(() -> {
            CountDownLatch made = new CountDownLatch(1);
            Thread.ofPlatform().start(() -> {
                push("first");
                made.countDown();
            });
            awaitSafely(made);
            push("second").thenAccept(last::complete);
        });
        last.get(60, TimeUnit.SECONDS);
        assertThat(yard.ask(Command.LRANGE, "ym:order", 0, -1)).hasToString("[first, second]");
    }

    @Test
    void theLinksThreadDoesNotWaitForAnAnswer() throws Exception {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        yard.links.thread().post(() -> {
            try {
                RedisLink.await(ping());
                refused.complete(null);
            } catch (RuntimeException fault) {
                refused.complete(fault);
            }
        });
        assertThat(refused.get(60, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not wait for the store");
    }

    @Test
    void aCallThatCannotBeSentFailsAtOnce() {
        CompletableFuture<Response> answer = yard.links.rest().send(null);
        assertThat(answer).failsWithin(2, TimeUnit.SECONDS); // not after the 4 s of a call that nobody answers
    }

    private static CompletableFuture<Response> push(String value) {
        return yard.links.rest().send(Request.cmd(Command.RPUSH).arg("ym:order").arg(value));
    }

    private static void awaitSafely(CountDownLatch made) {
        try {
            made.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Response> ping() {
        return yard.links.rest().send(Request.cmd(Command.PING));
    }
}
