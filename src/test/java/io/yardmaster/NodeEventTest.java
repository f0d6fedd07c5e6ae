package io.yardmaster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.yardmaster.api.NodeEvent;
import io.yardmaster.engine.node.Identity;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Beans hear that their node runs and that it stops, each once; one that fails stops nothing. */
@QuarkusTest
@TestProfile(NodeEventTest.OfItsOwn.class)
class NodeEventTest {
    /** A server of its own, since this test stops it. */
    public static final class OfItsOwn implements QuarkusTestProfile {}

    @Singleton
    static class Listener {
        private final List<NodeEvent> heard = new CopyOnWriteArrayList<>();

        void hear(@Observes @Priority(1) NodeEvent event) {
            heard.add(event);
        }

        void fail(@Observes @Priority(2) NodeEvent event) {
            throw new IllegalStateException("no ear for " + event.kind());
        }
    }

    @Inject
    Listener listener;

    @Inject
    Launcher launcher;

    @Inject
    Identity me;

    @Test
    void aBeanHearsOfTheStartAndOfTheStopOnce() {
        NodeEvent started = new NodeEvent(NodeEvent.Kind.STARTED, me.id());
        assertThat(listener.heard).containsExactly(started);
        launcher.stop();
        NodeEvent stopping = new NodeEvent(NodeEvent.Kind.STOPPING, me.id());
        assertThat(listener.heard).containsExactly(started, stopping);
        launcher.stop();
        assertThat(listener.heard).hasSize(2);
    }
}
