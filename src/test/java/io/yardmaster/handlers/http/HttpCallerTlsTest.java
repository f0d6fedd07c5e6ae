package io.yardmaster.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The name in the URL never leads the connection, but the certificate must be good for it. */
@Timeout(300)
class HttpCallerTlsTest {
    private static Vertx vertx;
    private static HttpServer server;
    private static PfxOptions key;

    @BeforeAll
    static void serve(@TempDir Path directory) throws Exception {
        key = Certificate.of("good.example", directory);
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setSsl(true)
                        .setSni(true)
                        .setKeyCertOptions(key))
                .requestHandler(request -> request.response()
                        .end(request.authority() + " " + request.connection().indicatedServerName()));
        server.listen().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aCertificateForTheHostOfTheUrlIsGood() throws Exception {
        HttpAnswer answer = call("good.example", new HttpClientOptions().setTrustOptions(key));
        assertThat(answer.text()).isEqualTo("good.example:" + server.actualPort() + " good.example");
    }

    @Test
    void aCertificateForAnotherHostIsNot() {
        assertThatThrownBy(() -> call("bad.example", new HttpClientOptions().setTrustOptions(key)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class)
                .hasStackTraceContaining("bad.example");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNot() {
        assertThatThrownBy(() -> call("good.example", new HttpClientOptions()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
    }

    private static HttpAnswer call(String host, HttpClientOptions trust) throws Exception {
        URI uri = URI.create("https://" + host + ":" + server.actualPort() + "/");
        HttpCall call = new HttpCall(uri, "GET", Map.of(), new byte[0], 10_000);
        return new HttpCaller(vertx, trust).call(call, new InetSocketAddress("127.0.0.1", server.actualPort()));
    }
}
