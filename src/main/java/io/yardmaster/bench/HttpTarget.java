package io.yardmaster.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A started server on this machine, called over HTTP with a kept connection for each calling thread. */
final class HttpTarget {
    private static final int PATIENCE_MS = 30_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final String credentials;

    /** @throws IllegalArgumentException when the address is not one of this machine's loopback */
    HttpTarget(URI server, String credentials) {
        this.address = server.toString();
        this.credentials = credentials;
        if (!isLoopback(server)) {
            throw new IllegalArgumentException(
                    "--url must name http and a loopback address, such as http://127.0.0.1:8080");
        }
        System.setProperty("http.maxConnections", "128");
    }

    /** The credentials of the user admin. */
    static String basic(String password) {
        byte[] pair = ("admin:" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /**
     * What a program of this machine signs in with: {@code YARDMASTER_API_TOKEN}, else the password of admin, from
     * {@code YARDMASTER_ADMIN_PASSWORD} or the data directory.
     */
    static String credentials(Map<String, String> environment) throws IOException {
        String token = environment.getOrDefault("YARDMASTER_API_TOKEN", "");
        if (!token.isBlank()) {
            return "Bearer " + token;
        }
        String password = environment.getOrDefault("YARDMASTER_ADMIN_PASSWORD", "");
        if (password.isBlank()) {
            Path data = Path.of(environment.getOrDefault("YARDMASTER_DATA_DIR", "data"));
            password = Files.readString(data.resolve("admin-password")).strip();
        }
        return basic(password);
    }

    private static boolean isLoopback(URI server) {
        try {
            return "http".equals(server.getScheme())
                    && server.getHost() != null
                    && InetAddress.getByName(server.getHost()).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * The body of the answer.
     *
     * @param body JSON, or null for none
     * @throws IllegalStateException when the answer is no success
     */
    String text(String method, String path, String body) {
        try {
            HttpURLConnection call =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection();
            call.setConnectTimeout(PATIENCE_MS);
            call.setReadTimeout(PATIENCE_MS);
            call.setRequestMethod(method);
            call.setRequestProperty("Authorization", credentials);
            if (body != null) {
                send(call, body.getBytes(StandardCharsets.UTF_8));
            }
            int status = call.getResponseCode();
            try (InputStream in = status < 400 ? call.getInputStream() : call.getErrorStream()) {
                String answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                if (status >= 400) {
                    throw new IllegalStateException(method + " " + path + " answered " + status + ": " + answer);
                }
                return answer;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "the server at " + address + " cannot be reached: " + broken.getMessage(), broken);
        }
    }

    private static void send(HttpURLConnection call, byte[] body) throws IOException {
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        call.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = call.getOutputStream()) {
            out.write(body);
        }
    }

    /** A number of the object {@code part} of an answer. */
    int number(String path, String part, String field) {
        try {
            JsonNode found = JSON.readTree(text("GET", path, null)).path(part).path(field);
            if (!found.isInt()) {
                throw new IllegalStateException("the answer of " + path + " lacks " + part + "." + field);
            }
            return found.intValue();
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the answer of " + path + " is not JSON", broken);
        }
    }
}
