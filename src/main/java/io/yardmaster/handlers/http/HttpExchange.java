package io.yardmaster.handlers.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer. Reads no more of a body than is kept: then, when the time is up, or when the waiting
 * thread is interrupted, the connection is closed.
 */
final class HttpExchange {
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private final int largestBody;
    private volatile HttpClientRequest request;

    /** @param largestBody bytes of the answer that are read */
    HttpExchange(int largestBody) {
        this.largestBody = largestBody;
    }

    /** Sends, without waiting. */
    void begin(HttpClient client, RequestOptions options, byte[] body) {
        client.request(options).onFailure(answer::completeExceptionally).onSuccess(connected -> send(connected, body));
    }

    /**
     * Waits for the answer.
     *
     * @throws TimeoutException when it is not complete in time
     * @throws ExecutionException when there is none
     */
    HttpAnswer await(long timeoutMs) throws InterruptedException, TimeoutException, ExecutionException {
        try {
            return answer.get(timeoutMs, TimeUnit.MILLISECONDS);
        } finally {
            if (answer.cancel(false)) {
                abort();
            }
        }
    }

    private void send(HttpClientRequest connected, byte[] body) {
        connected.exceptionHandler(answer::completeExceptionally);
        connected.connection().exceptionHandler(answer::completeExceptionally);
        request = connected;
        if (answer.isDone()) {
            abort(); // nobody waits any more
            return;
        }
        connected.response().onFailure(answer::completeExceptionally).onSuccess(this::read);
        if (body.length > 0) {
            connected.end(Buffer.buffer(body));
        } else {
            connected.end();
        }
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::completeExceptionally);
        response.endHandler(end -> complete(response, body));
        response.handler(part -> {
            int room = largestBody - body.length();
            body.appendBuffer(part, 0, Math.min(room, part.length()));
            if (part.length() > room) {
                complete(response, body);
                abort();
            }
        });
    }

    private void complete(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .forEach((name, value) -> headers.merge(name.toLowerCase(Locale.ROOT), value, HttpExchange::join));
        answer.complete(new HttpAnswer(response.statusCode(), headers, body.getBytes()));
    }

    private void abort() {
        HttpClientRequest sent = request;
        if (sent != null) {
            sent.reset();
        }
    }

    private static String join(String one, String other) {
        return one + ", " + other;
    }
}
