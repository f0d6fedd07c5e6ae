package io.yardmaster.web.api.cluster;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.yardmaster.engine.node.Health;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Work makes progress: the store answers, the loops of the worker turn, and the node does not stop. Also says for each of
 * these loops how long ago it last did what it had to.
 */
@Readiness
@Singleton
public class ReadinessCheck implements AsyncHealthCheck {
    private final Health health;

    ReadinessCheck(Health health) {
        this.health = health;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::look);
    }

    private HealthCheckResponse look() {
        boolean store = health.isStoreWriting();
        boolean working = health.isWorking();
        boolean stopping = health.isStopping();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("work");
        health.progress().forEach(loop -> answer.withData(loop.loop() + "SinceMs", loop.sinceMs()));
        return answer.withData("store", store ? "reachable" : health.isStoreReachable() ? "full" : "away")
                .withData("worker", working ? "turning" : "stuck")
                .withData("stopping", stopping)
                .status(store && working && !stopping)
                .build();
    }
}
