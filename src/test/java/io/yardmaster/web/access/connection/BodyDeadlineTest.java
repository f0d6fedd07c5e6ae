package io.yardmaster.web.access.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** How long a request is held for its deadline. */
class BodyDeadlineTest {
    private final Set<Long> timers = new HashSet<>();
    private final List<Handler<Void>> whenAnswered = new ArrayList<>();
    private long read;

    @Test
    void anAnsweredRequestIsHeldNoLonger() {
        begin();
        assertThat(timers).hasSize(1);
        read = 20;
        answer();
        assertThat(timers).isEmpty();
    }

    @Test
    void aBodyIsAwaitedAlsoAfterTheAnswer() {
        begin();
        read = 19;
        answer();
        assertThat(timers).hasSize(1);
    }

    /** Else every stream of a page ends after ten seconds. */
    @Test
    void aRequestWithoutABodyHasNoDeadline() {
        assertThat(BodyDeadline.hasBody(head().add("Accept", "text/event-stream")))
                .isFalse();
    }

    @Test
    void aBodyOfEitherFormHasOne() {
        assertThat(BodyDeadline.hasBody(head().add("content-length", "3"))).isTrue();
        assertThat(BodyDeadline.hasBody(head().add("transfer-encoding", "chunked")))
                .isTrue();
    }

    private static MultiMap head() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    private void begin() {
        Filters filters = new Filters();
        new BodyDeadline(vertx()).stand(filters);
        filters.getFilters().getFirst().getHandler().handle(context());
    }

    private void answer() {
        whenAnswered.forEach(handler -> handler.handle(null));
    }

    private Vertx vertx() {
        return stub(Vertx.class, (name, args) -> switch (name) {
            case "setTimer" -> {
                timers.add(7L);
                yield 7L;
            }
            case "cancelTimer" -> timers.remove(args[0]);
            default -> throw new UnsupportedOperationException(name);
        });
    }

    @SuppressWarnings("unchecked")
    private RoutingContext context() {
        HttpServerRequest request = stub(HttpServerRequest.class, (name, args) -> switch (name) {
            case "headers" -> head().add("Content-Length", "20");
            case "isEnded" -> false;
            case "bytesRead" -> read;
            case "getHeader" -> "20";
            default -> throw new UnsupportedOperationException(name);
        });
        return stub(RoutingContext.class, (name, args) -> switch (name) {
            case "request" -> request;
            case "next" -> null;
            case "addEndHandler" -> {
                whenAnswered.add((Handler<Void>) args[0]);
                yield 0;
            }
            default -> throw new UnsupportedOperationException(name);
        });
    }

    private static <T> T stub(Class<T> type, BiFunction<String, Object[], Object> does) {
        Object stub = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> does.apply(method.getName(), args));
        return type.cast(stub);
    }
}
