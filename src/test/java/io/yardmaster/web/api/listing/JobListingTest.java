package io.yardmaster.web.api.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.yardmaster.web.problem.TooManyException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobListingTest {
    private final List<Handler<AsyncResult<Void>>> ends = new ArrayList<>();
    private final JobListing listing = new JobListing(null, 2, 0);

    @Test
    void moreThanFitAtOnceAreRefusedUntilOneIsSent() {
        RoutingContext request = request();
        assertThat(listing.<String>inTurn(request, () -> "first")).isEqualTo("first");
        assertThat(listing.<String>inTurn(request, () -> "second")).isEqualTo("second");
        assertThatThrownBy(() -> listing.inTurn(request, () -> "third")).isInstanceOf(TooManyException.class);
        ends.getFirst().handle(null);
        assertThat(listing.<String>inTurn(request, () -> "fourth")).isEqualTo("fourth");
    }

    @Test
    void anAnswerThatFailsKeepsNoPlace() {
        for (int i = 0; i < 3; i++) {
            RoutingContext request = request();
            assertThatThrownBy(() -> listing.inTurn(request, () -> {
                        throw new IllegalStateException("no answer");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            ends.removeLast().handle(null);
        }
    }

    /** A request that is sent when its end handler is called. */
    private RoutingContext request() {
        return (RoutingContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("addEndHandler");
                    @SuppressWarnings("unchecked")
                    Handler<AsyncResult<Void>> end = (Handler<AsyncResult<Void>>) args[0];
                    ends.add(end);
                    return 0;
                });
    }
}
