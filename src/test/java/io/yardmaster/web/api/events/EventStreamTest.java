package io.yardmaster.web.api.events;

import static io.yardmaster.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.yardmaster.engine.jobs.Enqueuer;
import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.job.Job;
import io.yardmaster.job.NewJob;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The live stream as a program reads it. */
@QuarkusTest
@Timeout(300)
class EventStreamTest {
    @TestHTTPResource("/api/v1/events")
    URI stream;

    @Inject
    EventStream live;

    @Inject
    Enqueuer enqueuer;

    @Test
    void tellsQueuesEachSecondAndJobsAsTheyHappen() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient();
                Stream<String> lines = open(client).body()) {
            Iterator<String> events = lines.iterator();
            assertThat(events.next()).startsWith(":");
            String id = Api.enqueue("{\"type\":\"demo.noop\"}");
            boolean stats = false;
            boolean completed = false;
            while (!stats || !completed) {
                String line = events.next();
                stats |= line.startsWith("data:{\"queues\":[{\"name\":");
                completed |= line.contains("{\"id\":\"" + id + "\",\"queue\":\"default\",\"state\":\"completed\"}");
            }
        }
    }

    @Test
    void endsForAReaderThatFallsTooFarBehind() {
        AssertSubscriber<LiveEvent> slow = live.events().subscribe().withSubscriber(AssertSubscriber.create(1));
        NewJob wanted = NewJob.of("demo.noop").queue("slow");
        Job job = enqueuer.enqueue(wanted).job();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            live.on(new JobEvent.Cancelled(job));
            return slow.hasCompleted();
        });
        assertThat(slow.getItems()).containsExactly(LiveEvent.BEAT);
    }

    private HttpResponse<Stream<String>> open(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Authorization", "Bearer test-token")
                .build();
        HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("text/event-stream");
        return answer;
    }
}
