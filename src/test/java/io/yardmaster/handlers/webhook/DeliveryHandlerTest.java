package io.yardmaster.handlers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpClientOptions;
import io.yardmaster.engine.jobs.Intake;
import io.yardmaster.engine.outgoing.AddressRules;
import io.yardmaster.engine.webhook.Deliveries;
import io.yardmaster.engine.webhook.Deliveries.Attempted;
import io.yardmaster.engine.webhook.Webhook.Format;
import io.yardmaster.engine.webhook.Webhooks;
import io.yardmaster.engine.webhook.Webhooks.Wanted;
import io.yardmaster.handlers.ToldContext;
import io.yardmaster.handlers.http.HttpCaller;
import io.yardmaster.handlers.webhook.DeliveryHandler.Delivery;
import io.yardmaster.handlers.webhook.Receiver.Heard;
import io.yardmaster.job.JobState;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.AlertStore.Message;
import io.yardmaster.store.cluster.RuleStore;
import io.yardmaster.store.cluster.WebhookStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deliveries over a real Redis to a real receiver. No name is looked up but by the test. */
class DeliveryHandlerTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private static final String FIRING = Deliveries.messageId("a1", true);
    private static final String RESOLVED = Deliveries.messageId("a1", false);

    private final Receiver receiver = new Receiver();
    private final Deque<String> names = new ArrayDeque<>();
    private final AddressRules addresses = new AddressRules(List.of("127.0.0.0/8"), this::look);
    private Webhooks webhooks;
    private Deliveries deliveries;
    private DeliveryHandler handler;

    @BeforeEach
    void open() {
        WebhookStore store = new WebhookStore(yard.links);
        webhooks = new Webhooks(new RuleStore(yard.links), yard.clock);
        Intake intake = new Intake(yard.jobs, yard.reader, yard.clock);
        deliveries = new Deliveries(store, webhooks, intake.enqueuer(), yard.reader, yard.clock);
        HttpCaller caller = new HttpCaller(yard.vertx(), new HttpClientOptions());
        Courier courier = new Courier(addresses, caller, null, new ObjectMapper());
        handler = new DeliveryHandler(deliveries, webhooks, courier, yard.clock);
        for (String id : List.of(FIRING, RESOLVED)) {
            String type = id.equals(FIRING) ? "alert.firing" : "alert.resolved";
            Map<String, Object> data = Map.of("queue", "pay<ments>", "metric", "error_rate", "value", 0.5, "url", "u");
            store.keep(new Message(id, Deliveries.body(type, yard.clock.millis(), data), ""));
        }
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void anotherImplementationTakesItForGenuine() throws Exception {
        String secret = put(receiver.url(), Format.STANDARD);
        assertThat(run(FIRING, 1)).isInstanceOf(Outcome.Succeeded.class);
        Heard heard = receiver.heard().getFirst();
        assertThat(heard.id()).isEqualTo(FIRING);
        assertThat(heard.isSignedWith(secret)).isTrue();
        assertThat(heard.isSignedWith("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))
                .isFalse();
        assertThat(heard.body()).contains("\"type\":\"alert.firing\"");
        assertThat(log().getFirst().status()).isEqualTo(200);
        assertThat(log().getFirst().answer()).isEqualTo("heard");
    }

    @Test
    void bothSecretsSignAfterARotation() throws Exception {
        String before = put(receiver.url(), Format.STANDARD);
        String after = webhooks.rotate("ops").made();
        run(FIRING, 1);
        assertThat(receiver.heard().getFirst().isSignedWith(before)).isTrue();
        assertThat(receiver.heard().getFirst().isSignedWith(after)).isTrue();
    }

    @Test
    void everyAttemptOfAMessageHasItsId() throws Exception {
        put(receiver.url(), Format.STANDARD);
        receiver.answers(500);
        receiver.answers(302, "Location", receiver.url());
        assertThat(run(FIRING, 1))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.retryInMs()).isBetween(4_500L, 5_500L));
        assertThat(run(FIRING, 2))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.retryInMs()).isBetween(270_000L, 330_000L));
        assertThat(run(FIRING, 3)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(receiver.heard()).hasSize(3).allMatch(heard -> heard.id().equals(FIRING));
        assertThat(log()).extracting(Attempted::status).containsExactly(200, 302, 500);
        assertThat(log().get(1).error()).contains("redirects are not followed");
        assertThat(log().get(1).nextAttemptAt()).isNotNull();
    }

    @Test
    void theLastAttemptNamesNoNext() throws Exception {
        put(receiver.url(), Format.STANDARD);
        receiver.answers(500);
        run(FIRING, Deliveries.MOST_ATTEMPTS);
        assertThat(log().getFirst().nextAttemptAt()).isNull();
    }

    @Test
    void aReceiverThatIsGoneIsDisabled() throws Exception {
        put(receiver.url(), Format.STANDARD);
        receiver.answers(410);
        assertThat(run(FIRING, 1)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(webhooks.one("ops").enabled()).isFalse();
        assertThat(webhooks.one("ops").note()).contains("410");
        assertThat(run(RESOLVED, 1)).isInstanceOf(Outcome.Cancelled.class);
        assertThat(receiver.heard()).as("a disabled webhook is told nothing").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 120, 120000", "503, 7, 7000", "429, 999999, 3600000"})
    void aReceiverThatIsBusySaysWhenToComeAgain(int status, String after, long delayMs) throws Exception {
        put(receiver.url(), Format.STANDARD);
        receiver.answers(status, "Retry-After", after);
        assertThat(run(FIRING, 1))
                .isInstanceOfSatisfying(
                        Outcome.Snoozed.class,
                        snoozed -> assertThat(snoozed.delayMs()).isEqualTo(delayMs));
    }

    @Test
    void resolvedWaitsUntilFiringIsOver() throws Exception {
        put(receiver.url(), Format.STANDARD);
        deliveries.enqueue(List.of("ops"), FIRING);
        deliveries.enqueue(List.of("ops"), FIRING);
        assertThat(yard.queues.survey(List.of(Deliveries.QUEUE)).getFirst().counts())
                .as("enqueued twice, it is there once")
                .containsEntry(JobState.WAITING, 1L);
        assertThat(run(RESOLVED, 1)).isInstanceOf(Outcome.Snoozed.class);
        assertThat(receiver.heard()).isEmpty();
        yard.jobs.remove(Deliveries.QUEUE, JobState.WAITING, null, List.of("w:ops:" + FIRING));
        assertThat(run(RESOLVED, 1)).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void slackGetsALineOfText() throws Exception {
        put(receiver.url(), Format.SLACK);
        run(FIRING, 1);
        assertThat(receiver.heard().getFirst().body())
                .startsWith("{\"text\":\"Firing")
                .contains("pay&lt;ments&gt;");
    }

    @Test
    void plainHttpGoesToAllowedNetworksOnly() throws Exception {
        put("http://public.example:" + port() + "/", Format.STANDARD);
        names.add("93.184.216.34");
        assertThat(run(FIRING, 1)).isInstanceOf(Outcome.Failed.class);
        assertThat(log().getFirst().error()).contains("not a public address");
        names.add("127.0.0.1");
        assertThat(run(FIRING, 2)).as("the allowed network").isInstanceOf(Outcome.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "224.0.0.1", "0.0.0.0"})
    void aNameThatLeadsInsideIsRefused(String address) throws Exception {
        put("https://inside.example/", Format.STANDARD);
        names.add(address);
        assertThat(run(FIRING, 1)).isInstanceOf(Outcome.Failed.class);
        assertThat(log().getFirst().status()).isNull();
        assertThat(names).as("it is looked up once").isEmpty();
    }

    @Test
    void aReceiverThatIsNotThereIsAFailure() throws Exception {
        String url = receiver.url();
        put(url, Format.STANDARD);
        receiver.close();
        assertThat(run(FIRING, 1)).isInstanceOf(Outcome.Failed.class);
        assertThat(log().getFirst().error()).isNotBlank();
    }

    private String put(String url, Format format) {
        return webhooks.put("ops", new Wanted(url, format, null, true)).made();
    }

    private Outcome run(String message, int attempt) throws InterruptedException {
        return handler.run(new Delivery("ops", message, null), new ToldContext("w:ops:" + message, attempt));
    }

    private List<Attempted> log() {
        return deliveries.log("ops", null, 10).stream()
                .map(Deliveries.Entry::attempt)
                .toList();
    }

    private int port() {
        return Integer.parseInt(receiver.url().replaceAll(".*:([0-9]+)/.*", "$1"));
    }

    /** Answers in place of the name service; an address is its own answer. */
    private InetAddress[] look(String host) throws UnknownHostException {
        String answer = host.endsWith(".example") ? names.remove() : host;
        return new InetAddress[] {InetAddress.getByName(answer)};
    }
}
