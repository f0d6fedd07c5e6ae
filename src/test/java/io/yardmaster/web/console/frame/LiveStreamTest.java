package io.yardmaster.web.console.frame;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.queues.Queues;
import io.yardmaster.job.NewJob;
import io.yardmaster.web.console.live.Live;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The stream as a browser reads it. */
@QuarkusTest
class LiveStreamTest {
    private static final String CLOCK = "<time id=\"clock\"";
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @TestHTTPResource("/live/")
    URI live;

    @Inject
    Enqueuer enqueuer;

    @Inject
    Queues queues;

    @Inject
    Live pages;

    /** An open stream. */
    private record Stream(List<String> events, InputStream in) implements AutoCloseable {
        long count(String beginning) {
            return events.stream().filter(event -> event.startsWith(beginning)).count();
        }

        void awaitBatches(long batches) {
            await().until(() -> count(CLOCK) >= batches); // a busy machine looks seldom
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Test
    void sendsEverythingFirstAndThenWhatChanged() throws Exception {
        try (Stream stream = open("overview")) {
            stream.awaitBatches(1);
            assertThat(stream.count("<section id=\"verdict\"")).isEqualTo(1);
            stream.awaitBatches(4);
            assertThat(stream.count("<div id=\"queues-empty\"")).isEqualTo(1);
        }
    }

    @Test
    void bringsAQueueThatIsNewToThePage() throws Exception {
        try (Stream stream = open("overview")) {
            stream.awaitBatches(1);
            enqueue("live-later", "{}");
            queues.pause("live-later"); // paused queues stand first: only so many of the others are shown
            await().until(() -> stream.count("<tr id=\"queue-live-later\"") > 0);
        }
    }

    @Test
    void whatAJobSaysIsText() throws Exception {
        enqueue("live-hostile", "{}");
        queues.pause("live-hostile");
        enqueue("live-hostile", "{\"note\":\"" + HOSTILE + "\"}", NewJob.Due.NOW);
        try (Stream stream = open("queues/live-hostile")) {
            await().until(() -> stream.events().stream().anyMatch(event -> event.contains("&lt;img src=x onerror")));
            assertThat(stream.events()).noneMatch(event -> event.contains(HOSTILE));
        }
    }

    @Test
    void aViewerWhoLeavesIsForgotten() throws Exception {
        await().until(() -> pages.viewers() == 0); // those of the other tests have left
        int before = 0;
        Stream stream = open("system");
        stream.awaitBatches(1);
        assertThat(pages.viewers()).isEqualTo(before + 1);
        stream.close();
        await().until(() -> pages.viewers() == before);
    }

    private void enqueue(String queue, String payload) {
        enqueue(queue, payload, new NewJob.Due.After(3_600_000));
    }

    private void enqueue(String queue, String payload, NewJob.Due due) {
        enqueuer.enqueue(NewJob.of("demo.noop").queue(queue).payload(payload).due(due));
    }

    private Stream open(String page) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:test-password".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(live.resolve(page))
                .header("Authorization", "Basic " + basic)
                .build();
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        Stream stream = new Stream(new CopyOnWriteArrayList<>(), response.body());
        Thread.ofVirtual().start(() -> read(stream));
        return stream;
    }

    private static void read(Stream stream) {
        StringBuilder event = new StringBuilder();
        try (var lines =
                new java.io.BufferedReader(new java.io.InputStreamReader(stream.in(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    event.append(line.substring(5)).append('\n');
                } else if (line.isEmpty()) {
                    stream.events().add(event.toString().strip());
                    event.setLength(0);
                }
            }
        } catch (IOException closed) {
            return; // the test has seen enough
        }
    }
}
