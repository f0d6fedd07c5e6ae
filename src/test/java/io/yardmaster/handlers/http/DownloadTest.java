package io.yardmaster.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.yardmaster.engine.outgoing.AddressRules;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DownloadTest {
    private static final int LARGEST = 100_000;

    private static Vertx vertx;
    private static HttpServer server;
    private static PfxOptions key;

    @BeforeAll
    static void serve(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("own.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=own",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
        key = new PfxOptions().setPath(store.toString()).setPassword("password");
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setSsl(true)
                .setKeyCertOptions(key));
        server.requestHandler(request -> {
            int number = Integer.parseInt(request.path().substring(1));
            if (number < 1_000) {
                request.response().setStatusCode(number).end("no");
            } else {
                request.response().end(Buffer.buffer(new byte[number]));
            }
        });
        server.listen().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void readsAllOfWhatIsNotTooLarge() throws Exception {
        assertThat(get("127.0.0.0/8", "https", LARGEST)).hasSize(LARGEST);
        refuses("https", LARGEST + 1, "more than 100000 bytes");
    }

    @Test
    void anotherTryIsOnlyWorthItForSomeAnswers() {
        refuses("https", 404, "answered 404");
        refuses("https", 302, "redirects are not followed");
        assertThatThrownBy(() -> get("127.0.0.0/8", "https", 503)).isInstanceOf(IOException.class);
    }

    @Test
    void theRulesOfHttpRequestHold() {
        assertThatThrownBy(() -> get("10.0.0.0/8", "https", LARGEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a public address");
        refuses("http", LARGEST, "https://");
        refuses("file", LARGEST, "http");
    }

    private void refuses(String scheme, int number, String why) {
        assertThatThrownBy(() -> get("127.0.0.0/8", scheme, number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private byte[] get(String allowed, String scheme, int number) throws Exception {
        HttpCaller caller = new HttpCaller(vertx, new HttpClientOptions().setTrustOptions(key));
        try {
            return new Download(
                            new PayloadRules(new ObjectMapper()),
                            new AddressRules(List.of(allowed), InetAddress::getAllByName),
                            caller)
                    .get(scheme + "://127.0.0.1:" + server.actualPort() + "/" + number, LARGEST);
        } finally {
            caller.close();
        }
    }
}
