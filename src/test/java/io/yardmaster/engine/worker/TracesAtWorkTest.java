package io.yardmaster.engine.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.yardmaster.api.Handler;
import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobHandler;
import io.yardmaster.api.JobRequest;
import io.yardmaster.api.Workflow;
import io.yardmaster.engine.jobs.Jobs;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.text.Trace;
import io.yardmaster.web.api.Api;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a trace context travels on the running server, which sends no spans. */
@QuarkusTest
class TracesAtWorkTest {
    private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Trace TRACE = Trace.of(List.of(HEADER)).orElseThrow();

    @Inject
    Jobs jobs;

    /** Enqueues a job and begins a workflow under ids made of its own. */
    @Singleton
    @JobHandler("test.relay")
    static class Relay implements Handler<String> {
        @Override
        public Outcome run(String payload, JobContext context) {
            context.enqueue(JobRequest.of("demo.noop", null).inQueue("traced").withId(context.jobId() + "-next"));
            context.begin(Workflow.job(
                    JobRequest.of("demo.noop", null).inQueue("traced").withId(context.jobId() + "-step")));
            return new Outcome.Succeeded("\"" + context.traceparent() + "\"");
        }
    }

    @Test
    void whatAHandlerEnqueuesGoesOnInItsTrace() {
        post("{\"id\":\"relay\",\"queue\":\"traced\",\"type\":\"test.relay\"}", HEADER);
        Response done = Api.in("completed", "relay");
        assertThat(done.<String>path("result")).isEqualTo(HEADER);
        assertThat(trace("relay-next")).isEqualTo(TRACE);
        assertThat(trace("relay-step")).isEqualTo(TRACE);
    }

    @Test
    void aBulkAndAWorkflowCarryItToo() {
        sent("/jobs/bulk", "{\"jobs\":[{\"id\":\"many\",\"queue\":\"traced\",\"type\":\"demo.noop\"}]}", HEADER);
        sent("/workflows", "{\"job\":{\"id\":\"flow\",\"queue\":\"traced\",\"type\":\"demo.noop\"}}", HEADER);
        assertThat(trace("many")).isEqualTo(TRACE);
        assertThat(trace("flow")).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER, "00-0-0-01", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
    void aCallSendsItOnAndNothingThatIsHostile(String header) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            heard.add(String.join(",", exchange.getRequestHeaders().getOrDefault("traceparent", List.of())));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            post("{\"type\":\"http.request\",\"payload\":{\"url\":\"" + url + "\"}}", header);
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(header.equals(HEADER) ? HEADER : "");
        } finally {
            server.stop(0);
        }
    }

    private static void post(String job, String traceparent) {
        sent("/jobs", job, traceparent);
    }

    private static void sent(String path, String json, String traceparent) {
        int status = Api.call()
                .header("Content-Type", "application/json")
                .header("traceparent", traceparent)
                .body(json)
                .post(Api.ROOT + path)
                .statusCode();
        assertThat(status).isBetween(200, 201);
    }

    private Trace trace(String id) {
        return jobs.find("traced", id).job().past().trace();
    }
}
