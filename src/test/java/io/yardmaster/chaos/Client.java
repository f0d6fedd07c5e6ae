package io.yardmaster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A program that uses the API as its author was told to: with ids of its own, repeating what was not acknowledged. */
final class Client {
    static final String QUEUE = "chaos";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server;
    private final CountDownLatch never = new CountDownLatch(1);
    private int repeats;

    Client(ServerProcess server) {
        this.server = server;
    }

    /** Enqueues these jobs; repeats the call until it is acknowledged. */
    void enqueue(List<String> ids, Ledger ledger) throws InterruptedException {
        List<String> jobs = new ArrayList<>();
        for (String id : ids) {
            jobs.add("{\"type\": \"http.request\", \"queue\": \"" + QUEUE + "\", \"id\": \"" + id
                    + "\", \"payload\": {\"url\": \"" + ledger.url(id) + "\"}}");
        }
        String body = "{\"jobs\": [" + String.join(",", jobs) + "]}";
        while (!isAcknowledged(body, ids.size())) {
            repeats++;
            never.await(200, TimeUnit.MILLISECONDS);
        }
    }

    /** How often a call was not acknowledged. */
    int repeats() {
        return repeats;
    }

    /** The counts of the queue by state; an empty object when the server cannot tell. */
    JsonNode counts() {
        try {
            HttpResponse<String> answer = server.get("/api/v1/queues/" + QUEUE);
            return JSON.readTree(answer.body()).path("counts");
        } catch (IOException away) {
            return JSON.createObjectNode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Every job of a state, page by page. */
    List<JsonNode> all(String state) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String path = "/api/v1/jobs?queue=" + QUEUE + "&limit=1000&state=" + state + cursor;
            JsonNode page = JSON.readTree(server.get(path).body());
            page.get("items").forEach(all::add);
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);
        return all;
    }

    private boolean isAcknowledged(String body, int jobs) throws InterruptedException {
        try {
            JsonNode answer = server.post("/api/v1/jobs/bulk", body);
            return answer.path("accepted").asInt() + answer.path("duplicates").asInt() == jobs;
        } catch (IOException away) {
            return false;
        }
    }
}
