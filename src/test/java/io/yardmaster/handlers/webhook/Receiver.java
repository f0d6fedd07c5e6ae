package io.yardmaster.handlers.webhook;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of webhooks on loopback, which answers as it is told, 200 where nothing is told. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    /** What came. */
    public record Heard(HttpHeaders headers, String body) {
        public String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        /** Whether another implementation of Standard Webhooks takes it for genuine. */
        public boolean isSignedWith(String secret) {
            try {
                new Webhook(secret).verify(body, headers);
                return true;
            } catch (Exception refused) {
                return false;
            }
        }
    }

    private record Answer(int status, String header, String value) {}

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next request is heard and never answered. */
    public void hangs() {
        answers.add(new Answer(0, null, null));
    }

    /** How the next request is answered. */
    public void answers(int status) {
        answers.add(new Answer(status, null, null));
    }

    public void answers(int status, String header, String value) {
        answers.add(new Answer(status, header, value));
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(new Heard(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body));
        Answer answer = answers.poll();
        if (answer != null && answer.status() == 0) {
            return; // the connection stays open
        }
        if (answer != null && answer.header() != null) {
            exchange.getResponseHeaders().add(answer.header(), answer.value());
        }
        byte[] said = "heard".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
