package io.yardmaster.web.api;

import static io.restassured.RestAssured.given;
import static io.yardmaster.Patience.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Calls the API as a program does. */
public final class Api {
    public static final String ROOT = "/api/v1";

    private Api() {}

    public static RequestSpecification call() {
        return given().header("Authorization", "Bearer test-token").urlEncodingEnabled(false);
    }

    public static Response get(String path) {
        return call().get(ROOT + path);
    }

    public static Response post(String path) {
        return call().post(ROOT + path);
    }

    public static Response post(String path, String json) {
        return call().header("Content-Type", "application/json").body(json).post(ROOT + path);
    }

    public static Response put(String path, String json) {
        return call().header("Content-Type", "application/json").body(json).put(ROOT + path);
    }

    public static Response delete(String path) {
        return call().delete(ROOT + path);
    }

    /** Enqueues and returns the id. */
    public static String enqueue(String json) {
        return post("/jobs", json).then().statusCode(201).extract().path("id");
    }

    /** Cancels an active job: 202 until it has stopped, 200 when it stopped before the answer. */
    public static Response cancelActive(String id) {
        Response told = post("/jobs/" + id + "/cancel");
        boolean stopped = told.path("state").equals("cancelled");
        told.then().statusCode(stopped ? 200 : 202).body("cancelRequested", equalTo(!stopped));
        return told;
    }

    /** Waits until the job is in that state. */
    public static Response in(String state, String id) {
        return await().until(() -> get("/jobs/" + id), job -> state.equals(job.path("state")));
    }
}
