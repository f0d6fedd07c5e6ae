package io.yardmaster.handlers.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.yardmaster.engine.outgoing.AddressRules;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shop's services beside the server itself, in one process. */
class DemoServicesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AddressRules rules = new AddressRules(List.of(), InetAddress::getAllByName);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void leavesTheServerThePortThatItListensOn() throws Exception {
        DemoServices services = new DemoServices(vertx, rules, null, DemoServices.USUAL_PORT);
        URI address = URI.create(services.open());
        assertThat(address.getPort()).isPositive().isNotEqualTo(DemoServices.USUAL_PORT);
        assertThat(rules.resolve(address.getHost(), address.getPort()).getPort())
                .isEqualTo(address.getPort());
        services.close();
    }
}
