package io.yardmaster.handlers.demo;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.yardmaster.engine.outgoing.AddressRules;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the shop talks to: payments, mail, warehouse and pictures, as one HTTP server on a loopback port of its own,
 * which http.request may reach although it is private. Payments break down for {@value #BROKEN_S} s in every
 * {@value #ROUND_S} s, for the first time a second after the start.
 */
@Singleton
class DemoServices {
    /** The same at every start, so that jobs of the last one find it; the next one where the server listens on it. */
    static final int USUAL_PORT = 18_099;

    private static final long ROUND_S = 180;
    private static final long BROKEN_S = 40;
    private static final double DECLINED = 0.006;
    private static final double BUSY = 0.05;

    private final Vertx vertx;
    private final AddressRules rules;
    private final DemoReceiver receiver;
    private final int serverPort;
    private long startedNanos;
    private HttpServer server;

    /** @param serverPort where the server itself listens: Vert.x would share that port within a process */
    DemoServices(
            Vertx vertx,
            AddressRules rules,
            DemoReceiver receiver,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int serverPort) {
        this.vertx = vertx;
        this.rules = rules;
        this.receiver = receiver;
        this.serverPort = serverPort;
    }

    /** Opens the port. Returns the address to put paths behind, for example {@code http://127.0.0.1:18099}. */
    String open() {
        startedNanos = System.nanoTime();
        server = listen(serverPort == USUAL_PORT ? USUAL_PORT + 1 : USUAL_PORT);
        rules.open(new InetSocketAddress("127.0.0.1", server.actualPort()));
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Closes the port, after the last job has ended. Safe to call when it was never opened. */
    @PreDestroy
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private HttpServer listen(int port) {
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setIdleTimeout(60);
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(this::answerLater)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException taken) {
            if (port == 0) {
                throw taken;
            }
            return listen(0);
        }
    }

    private void answerLater(HttpServerRequest request) {
        if (request.path().equals(DemoReceiver.PATH)) {
            receiver.hear(request);
            return;
        }
        vertx.setTimer(ThreadLocalRandom.current().nextLong(20, 140), late -> answer(request));
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/json");
        double luck = ThreadLocalRandom.current().nextDouble();
        if (request.path().startsWith("/payments/")) {
            pay(response, luck);
        } else if (request.path().startsWith("/mail/") && luck < BUSY) {
            response.setStatusCode(429).putHeader("Retry-After", "3").end("{\"error\":\"too many messages\"}");
        } else {
            response.setStatusCode(request.path().startsWith("/images/") ? 200 : 202)
                    .end("{\"accepted\":true}");
        }
    }

    private void pay(HttpServerResponse response, double luck) {
        if (isBroken()) {
            response.setStatusCode(500).end("{\"error\":\"acquirer did not answer within 10 s\"}");
        } else if (luck < DECLINED) {
            response.setStatusCode(402).end("{\"error\":\"card declined\"}");
        } else {
            response.setStatusCode(201).end("{\"charge\":\"ch_" + Long.toString((long) (luck * 1e15), 36) + "\"}");
        }
    }

    private boolean isBroken() {
        long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos) % ROUND_S;
        return second >= 1 && second <= BROKEN_S;
    }
}
