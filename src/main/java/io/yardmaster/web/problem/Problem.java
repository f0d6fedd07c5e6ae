package io.yardmaster.web.problem;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 writes it.
 *
 * @param status of HTTP, 400..599
 * @param detail one sentence for people, without anything of the server's inside
 * @param more further members, as maps, lists, texts and numbers; empty when there are none
 */
public record Problem(int status, String detail, Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        more = Map.copyOf(more);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, detail, Map.of());
    }

    /** The same with one member more. */
    public Problem with(String member, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Problem(status, detail, all);
    }

    /** What HTTP calls the status. */
    public String title() {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    /** As JSON text. */
    public String json() {
        JsonObject json = new JsonObject()
                .put("type", "about:blank")
                .put("title", title())
                .put("status", status)
                .put("detail", detail);
        more.forEach(json::put);
        return json.encode();
    }

    /** Ends a request with it, and its connection: what still comes on it is not read. */
    public void answerAndClose(RoutingContext request) {
        request.response().putHeader("Connection", "close");
        send(request).onComplete(sent -> request.request().connection().close());
    }

    /** Ends a request with it. */
    public void answer(RoutingContext request) {
        send(request);
    }

    private Future<Void> send(RoutingContext request) {
        return request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(json());
    }
}
