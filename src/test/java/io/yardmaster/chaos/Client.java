package io.yardmaster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that uses the API as its author was told to: with ids of its own, repeating what was not acknowledged. */
final class Client {
    static final String QUEUE = "chaos";
    /** The queue of jobs that fail. */
    static final String FAILING = "chaos-failing";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess server;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile int repeats;

    Client(ServerProcess server) {
        this.server = server;
    }

    /** Enqueues jobs of three kinds that die at once; repeats the call until it is acknowledged. */
    void enqueueFailing(List<String> ids) throws InterruptedException {
        List<String> jobs = new ArrayList<>();
        for (String id : ids) {
            String kind = "abc".substring(id.hashCode() % 3 & 1, 2);
            jobs.add("{\"type\": \"demo.fail\", \"queue\": \"" + FAILING + "\", \"id\": \"" + id
                    + "\", \"maxAttempts\": 1, \"payload\": {\"failures\": 9, \"message\": \"kind " + kind + "\"}}");
        }
        acknowledged(jobs);
    }

    /** What a call answers. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(server.get(path).body());
    }

    /** Enqueues these jobs; repeats the call until it is acknowledged. */
    void enqueue(List<String> ids, Ledger ledger) throws InterruptedException {
        List<String> jobs = new ArrayList<>();
        for (String id : ids) {
            jobs.add("{\"type\": \"http.request\", \"queue\": \"" + QUEUE + "\", \"id\": \"" + id
                    + "\", \"payload\": {\"url\": \"" + ledger.url(id) + "\"}}");
        }
        acknowledged(jobs);
    }

    /** Enqueues jobs of a type that need no payload; repeats the call until it is acknowledged. */
    void enqueue(String type, String queue, List<String> ids) throws InterruptedException {
        List<String> jobs = new ArrayList<>();
        for (String id : ids) {
            jobs.add("{\"type\": \"" + type + "\", \"queue\": \"" + queue + "\", \"id\": \"" + id + "\"}");
        }
        acknowledged(jobs);
    }

    /** The same, each in the group that stands before the first dash of its id. */
    void enqueueInGroups(List<String> ids, Ledger ledger) throws InterruptedException {
        List<String> jobs = new ArrayList<>();
        for (String id : ids) {
            jobs.add("{\"type\": \"http.request\", \"queue\": \"" + QUEUE + "\", \"id\": \"" + id + "\", \"group\": \""
                    + id.substring(0, id.indexOf('-')) + "\", \"payload\": {\"url\": \"" + ledger.url(id) + "\"}}");
        }
        acknowledged(jobs);
    }

    private void acknowledged(List<String> jobs) throws InterruptedException {
        String body = "{\"jobs\": [" + String.join(",", jobs) + "]}";
        while (!isAcknowledged(body, jobs.size())) {
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

    /** What a check of the whole store finds, once it has ended. */
    JsonNode fsck() throws IOException, InterruptedException {
        String id = server.post("/api/v1/fsck", "").path("operation").path("id").asText();
        JsonNode operation = get("/api/v1/operations/" + id);
        while (operation.path("state").asText().equals("running")) {
            never.await(200, TimeUnit.MILLISECONDS);
            operation = get("/api/v1/operations/" + id);
        }
        return operation.path("result");
    }

    /** Every job of a state, page by page. */
    List<JsonNode> all(String state) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            String path = "/api/v1/jobs?queue=" + QUEUE + "&limit=1000&state=" + state + cursor;
            HttpResponse<String> answer = server.get(path);
            if (answer.statusCode() != 200) {
                throw new IOException(answer.body());
            }
            JsonNode page = JSON.readTree(answer.body());
            page.get("items").forEach(all::add);
            cursor = page.get("nextCursor").isNull()
                    ? null
                    : "&cursor=" + page.get("nextCursor").asText();
        } while (cursor != null);
        return all;
    }

    /** Whether every job of the queue that a worker lost has ended since; false while the store is away. */
    boolean isRecovered() throws InterruptedException {
        try {
            return Stream.concat(all("active").stream(), all("waiting").stream())
                    .allMatch(job -> job.get("lost").asInt() == 0);
        } catch (IOException away) {
            return false;
        }
    }

    /** Those of these jobs that are completed. */
    Set<String> completed(Set<String> ids) throws IOException, InterruptedException {
        Set<String> completed = new HashSet<>();
        for (String id : ids) {
            if (get("/api/v1/jobs/" + id).path("state").asText().equals("completed")) {
                completed.add(id);
            }
        }
        return completed;
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
