package io.yardmaster.handlers.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.job.NewJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoShopTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final DemoShop shop = new DemoShop("http://127.0.0.1:1", JSON, new Random(7));

    @Test
    void aboutTwentyJobsASecondComeIn() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 4 * 600; i++) {
            jobs.addAll(shop.happenings(0.25, queue -> true));
        }
        assertThat(jobs.size() / 600.0).isBetween(18.0, 22.0);
        assertThat(queues(jobs)).containsExactlyInAnyOrder("orders", "payments", "email", "images", "reports");
    }

    @Test
    void aQueueWithoutRoomGetsNothing() {
        for (int i = 0; i < 400; i++) {
            assertThat(queues(shop.happenings(1, queue -> !queue.equals("payments"))))
                    .doesNotContain("payments");
        }
        assertThat(shop.happenings(10, queue -> false)).isEmpty();
    }

    @Test
    void theOpeningHasSomethingLongSomethingDelayedAndSomethingThatDies() {
        List<NewJob> opening = shop.opening();
        assertThat(opening).anyMatch(job -> job.type().equals("report.monthly"));
        assertThat(opening).anyMatch(job -> ((NewJob.Due.After) job.due()).delayMs() >= 30_000);
        assertThat(opening)
                .anyMatch(job -> Integer.valueOf(2).equals(job.rules().maxAttempts()));
    }

    @Test
    void payloadsAreWhatTheirHandlersRead() throws Exception {
        List<NewJob> jobs = shop.happenings(60, queue -> true);
        for (NewJob job : jobs) {
            JsonNode payload = JSON.readTree(job.payload());
            switch (job.type()) {
                case "http.request" -> assertThat(payload.get("url").asText()).startsWith("http://127.0.0.1:1/");
                case "order.fulfil" ->
                    assertThat(JSON.treeToValue(payload, OrderHandler.Order.class)
                                    .items())
                            .isNotEmpty();
                case "email.receipt" ->
                    assertThat(JSON.treeToValue(payload, ReceiptHandler.Mail.class)
                                    .to())
                            .endsWith("@example.com");
                case "image.thumbnail" ->
                    assertThat(JSON.treeToValue(payload, ThumbnailHandler.Image.class)
                                    .widths())
                            .hasSize(3);
                default -> assertThat(job.type()).isEqualTo("report.monthly");
            }
        }
        assertThat(jobs.stream().map(NewJob::type).collect(Collectors.toSet())).hasSize(5);
    }

    private static Set<String> queues(List<NewJob> jobs) {
        return jobs.stream().map(NewJob::queue).collect(Collectors.toSet());
    }
}
