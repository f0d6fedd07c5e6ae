package io.yardmaster.store;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.yardmaster.store.redis.RedisLink;
import io.yardmaster.store.redis.RedisLinks;
import io.yardmaster.store.redis.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many small questions about a store that does not change meanwhile: those of the last time are asked again in one round. */
final class Glance {
    private Map<String, Request> asked = new LinkedHashMap<>();
    private final Map<String, Response> answers = new HashMap<>();
    private boolean isOpen;

    void during(RedisLinks links, Runnable reading) {
        List<String> questions = List.copyOf(asked.keySet());
        List<Response> all =
                questions.isEmpty() ? List.of() : RedisLink.await(links.rest().batch(new ArrayList<>(asked.values())));
        for (int i = 0; i < questions.size(); i++) {
            answers.put(questions.get(i), all.get(i));
        }
        asked = new LinkedHashMap<>();
        isOpen = true;
        try {
            reading.run();
        } finally {
            isOpen = false;
            answers.clear();
        }
    }

    /** One command; its arguments are bytes, or anything else as text. */
    Response ask(RedisLinks links, Command command, Object... args) {
        Request request = Request.cmd(command);
        StringBuilder question = new StringBuilder(command.toString());
        for (Object arg : args) {
            byte[] bytes = arg instanceof byte[] given ? given : Wire.bytes(String.valueOf(arg));
            request.arg(bytes);
            question.append(' ').append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        if (isOpen) {
            asked.put(question.toString(), request);
        }
        return answers.containsKey(question.toString())
                ? answers.get(question.toString())
                : RedisLink.await(links.rest().send(request));
    }
}
