package io.yardmaster.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Deliveries.Attempted;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.engine.webhook.Webhooks.Wanted;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.handlers.http.Certificate;
import io.yardmaster.handlers.http.HttpCaller;
import io.yardmaster.handlers.webhook.DeliveryHandler.Delivery;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.AlertStore.Message;
import io.yardmaster.store.cluster.RuleStore;
import io.yardmaster.store.cluster.WebhookStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Receivers that hang, or are not who they should be. Every name leads to loopback. */
class BadReceiverTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String FIRING = Deliveries.messageId("a1", true);

    private final Receiver receiver = new Receiver();
    private final AddressRules addresses =
            new AddressRules(List.of("127.0.0.0/8"), host -> new InetAddress[] {InetAddress.getByName("127.0.0.1")});
    private Webhooks webhooks;
    private Deliveries deliveries;

    @BeforeEach
    void open() {
        WebhookStore store = new WebhookStore(yard.links);
        webhooks = new Webhooks(new RuleStore(yard.links), yard.clock);
        Intake intake = new Intake(yard.jobs, yard.reader, yard.clock);
        deliveries = new Deliveries(store, webhooks, intake.enqueuer(), yard.reader, yard.clock);
        store.keep(new Message(FIRING, Deliveries.body("alert.firing", yard.clock.millis(), Map.of()), ""));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aReceiverThatHangsIsGivenUpAndAskedAgain() throws Exception {
        put(receiver.url());
        receiver.hangs();
        DeliveryHandler hurried = handler(new HttpClientOptions(), 300);
        assertThat(run(hurried, FIRING, 1))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.retryInMs()).isBetween(4_500L, 5_500L));
        assertThat(log().getFirst().status()).isNull();
        assertThat(log().getFirst().error()).contains("no complete answer within 300 ms");
        assertThat(run(hurried, FIRING, 2)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(receiver.heard()).hasSize(2).allMatch(heard -> heard.id().equals(FIRING));
    }

    @Test
    void aCertificateForAnotherNameIsRefusedBeforeAnythingIsSaid(@TempDir Path directory) throws Exception {
        PfxOptions key = Certificate.of("good.example", directory);
        List<String> heard = new CopyOnWriteArrayList<>();
        HttpServer tls = yard.vertx()
                .createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(key))
                .requestHandler(request -> {
                    heard.add(request.getHeader("webhook-id"));
                    request.response().end("heard");
                });
        tls.listen(0).toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        DeliveryHandler trusting = handler(new HttpClientOptions().setTrustOptions(key), 5_000);
        put("https://bad.example:" + tls.actualPort() + "/");
        assertThat(run(trusting, FIRING, 1)).isInstanceOf(Outcome.Failed.class);
        assertThat(log().getFirst().status()).isNull();
        assertThat(log().getFirst().error()).contains("bad.example");
        assertThat(heard).isEmpty();
        put("https://good.example:" + tls.actualPort() + "/");
        assertThat(run(trusting, FIRING, 2)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(heard).containsExactly(FIRING);
    }

    private DeliveryHandler handler(HttpClientOptions trust, long timeoutMs) {
        HttpCaller caller = new HttpCaller(yard.vertx(), trust);
        Courier courier = new Courier(addresses, caller, null, new ObjectMapper(), timeoutMs);
        return new DeliveryHandler(deliveries, webhooks, courier, yard.clock);
    }

    private void put(String url) {
        webhooks.put("ops", new Wanted(url, Format.STANDARD, null, true));
    }

    private static Outcome run(DeliveryHandler handler, String message, int attempt) throws InterruptedException {
        return handler.run(new Delivery("ops", message, null), new ToldContext("w:ops:" + message, attempt));
    }

    private List<Attempted> log() {
        return deliveries.log("ops", null, 10).stream()
                .map(Deliveries.Entry::attempt)
                .toList();
    }
}
