package io.yardmaster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Times pages as their reader sees them: one at a time over one connection of this machine. */
final class PageTimer {
    private static final int WARM_UP = 300;
    private static final int SAMPLES = 101;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String server;
    private final String credentials;

    PageTimer(int port, String password) {
        this.server = "http://127.0.0.1:" + port;
        byte[] pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        this.credentials = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    void warmUp(String path) {
        for (int i = 0; i < WARM_UP; i++) {
            get(path);
        }
    }

    /** The median of {@value #SAMPLES} requests in milliseconds. */
    double medianMs(String path) {
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long begun = System.nanoTime();
            get(path);
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos[SAMPLES / 2] / 1e6;
    }

    private void get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", credentials)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }
}
