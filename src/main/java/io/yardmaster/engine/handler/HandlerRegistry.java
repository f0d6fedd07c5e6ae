package io.yardmaster.engine.handler;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.yardmaster.engine.node.Settings;
import io.yardmaster.job.Job;
import io.yardmaster.job.Rules;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handlers that this node knows: every {@link Handler} bean with a {@link JobHandler}. */
@Singleton
public class HandlerRegistry {
    private static final String DEMO = "demo.";
    private final Map<String, KnownHandler> byType = new HashMap<>();

    HandlerRegistry(@All List<InstanceHandle<Handler<?>>> beans, Settings settings) {
        for (InstanceHandle<Handler<?>> bean : beans) {
            annotation(bean).ifPresent(says -> {
                if (settings.demo().handlers() || !says.value().startsWith(DEMO)) {
                    add(says, bean);
                }
            });
        }
    }

    /** All job types, by name. */
    public List<HandlerInfo> all() {
        return byType.values().stream()
                .map(KnownHandler::info)
                .sorted(Comparator.comparing(HandlerInfo::type))
                .toList();
    }

    /** The handler of a type; empty when this node knows none. */
    public Optional<KnownHandler> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** What holds for a job: its own rules, else those of its handler, else the server's. Complete. */
    public Rules rules(Job job) {
        KnownHandler handler = byType.get(job.type());
        return job.rules().over(handler == null ? Rules.SERVER : handler.rules(Rules.NONE));
    }

    private void add(JobHandler says, InstanceHandle<Handler<?>> bean) {
        KnownHandler before = byType.put(
                says.value(), new KnownHandler(says, bean.get(), bean.getBean().getBeanClass()));
        if (before != null) {
            throw new IllegalStateException("two handlers for the job type " + says.value());
        }
    }

    private static Optional<JobHandler> annotation(InstanceHandle<Handler<?>> bean) {
        return bean.getBean().getQualifiers().stream()
                .filter(JobHandler.class::isInstance)
                .map(JobHandler.class::cast)
                .findFirst();
    }
}
