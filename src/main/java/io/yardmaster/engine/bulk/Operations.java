package io.yardmaster.engine.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.yardmaster.job.Actor;
import io.yardmaster.job.JobView;
import io.yardmaster.store.cluster.OperationStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Carries bulk acts out slice by slice, in the background when they take long, and keeps how far they are for a day. */
@Singleton
class Operations {
    private static final Logger LOG = Logger.getLogger(Operations.class);
    private static final long WITHIN_CALL_MS = 3_000;
    private static final long KEPT_MS = Duration.ofDays(1).toMillis();
    private static final int MOST = 100;
    private static final int SAVE_EVERY = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OperationStore store;
    private final InstantSource clock;
    private final ExecutorService background = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("yardmaster-operation-", 0).daemon().factory());

    Operations(OperationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Does something to some jobs. */
    @FunctionalInterface
    interface Act {
        /** Returns how many it was done to. */
        int on(List<JobView> jobs);
    }

    /** The jobs of an act, slice by slice. */
    interface Slices {
        boolean isOver();

        /** Acts on the next slice; returns how many were acted on. */
        int next();
    }

    Operation run(String kind, String queue, long total, Actor by, Slices slices) {
        String id = UUID.randomUUID().toString();
        Operation begun =
                new Operation(id, kind, queue, Operation.State.RUNNING, total, 0, 0, by.name(), clock.millis(), null);
        save(begun);
        CompletableFuture<Operation> end = CompletableFuture.supplyAsync(() -> walk(begun, slices), background);
        try {
            return end.get(WITHIN_CALL_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            return one(id).orElse(begun);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return begun;
        }
    }

    Optional<Operation> one(String id) {
        return store.one(id).flatMap(Operations::parse);
    }

    List<Operation> all() {
        long since = clock.millis() - KEPT_MS;
        List<Operation> known = store.all().stream()
                .flatMap(text -> parse(text).stream())
                .sorted(Comparator.comparingLong(Operation::startedAt).reversed())
                .toList();
        store.forget(known.stream()
                .filter(operation -> operation.startedAt() < since)
                .map(Operation::id)
                .toList());
        return known.stream()
                .filter(operation -> operation.startedAt() >= since)
                .limit(MOST)
                .toList();
    }

    @PreDestroy
    void stop() {
        background.shutdownNow();
    }

    private Operation walk(Operation begun, Slices slices) {
        Operation now = begun;
        try {
            for (int slice = 1; !slices.isOver(); slice++) {
                now = now.with(Operation.State.RUNNING, now.done() + slices.next(), null);
                if (slice % SAVE_EVERY == 0) {
                    save(now);
                }
            }
            now = now.with(Operation.State.DONE, now.done(), clock.millis());
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "%s of %s stopped after %d jobs", begun.kind(), begun.queue(), now.done());
            saveQuietly(now.with(Operation.State.FAILED, now.done(), clock.millis()));
            throw fault;
        }
        save(now);
        return now;
    }

    private void saveQuietly(Operation operation) {
        try {
            save(operation);
        } catch (RuntimeException away) {
            LOG.debugf("operation %s could not be saved: %s", operation.id(), away.getMessage());
        }
    }

    private void save(Operation operation) {
        try {
            store.save(operation.id(), JSON.writeValueAsString(operation));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Optional<Operation> parse(String text) {
        try {
            return Optional.of(JSON.readValue(text, Operation.class));
        } catch (JsonProcessingException edited) {
            return Optional.empty();
        }
    }
}
