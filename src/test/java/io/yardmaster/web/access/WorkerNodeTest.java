package io.yardmaster.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.engine.node.Settings.Demo;
import io.yardmaster.engine.node.Settings.Pool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter alone, before a server that says yes to everything. */
class WorkerNodeTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aWorkerServesHealthAndMetricsOnly() throws IOException, InterruptedException {
        HttpServer server = serve(Set.of(Settings.NodeRole.WORKER));
        assertThat(status(server, "/q/health/ready")).isEqualTo(200);
        assertThat(status(server, "/q/metrics")).isEqualTo(200);
        assertThat(status(server, "/api/v1/info")).isEqualTo(404);
        assertThat(status(server, "/login")).isEqualTo(404);
        assertThat(status(server, "/q/health/../../api/v1/info")).isEqualTo(404);
    }

    @Test
    void aWebNodeServesEverything() throws IOException, InterruptedException {
        HttpServer server = serve(Set.of(Settings.NodeRole.WEB));
        assertThat(status(server, "/api/v1/info")).isEqualTo(200);
    }

    private HttpServer serve(Set<Settings.NodeRole> roles) {
        Settings settings = new Settings(
                roles,
                List.of(new Pool(List.of(), 1)),
                new Settings.Waits(30_000, 0, 1_000),
                List.of(),
                new Demo(false, false));
        Filters filters = new Filters();
        new WorkerNode(() -> settings).stand(filters);
        Router router = Router.router(vertx);
        router.route().handler(filters.getFilters().getFirst().getHandler());
        router.route().handler(context -> context.end());
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static int status(HttpServer server, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
