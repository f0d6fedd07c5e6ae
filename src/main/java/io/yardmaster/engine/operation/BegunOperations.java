package io.yardmaster.engine.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** The ends of operations that one call began side by side, as far as they have come. Used by one thread. */
final class BegunOperations {
    private static final Logger LOG = Logger.getLogger(BegunOperations.class);

    private final Map<Operation, CompletableFuture<Operation>> ends = new LinkedHashMap<>();
    private final List<Operation> toWalk = new ArrayList<>();

    /** One that is to be walked here. */
    void add(Operation begun) {
        toWalk.add(begun);
        ends.put(begun, new CompletableFuture<>());
    }

    /** One of which no more is to be waited for. */
    void known(Operation as) {
        ends.put(as, CompletableFuture.completedFuture(as));
    }

    /** Those that are to be walked here. */
    List<Operation> begun() {
        return List.copyOf(toWalk);
    }

    /** Begins those that are to be walked here. */
    void walk(Function<Operation, CompletableFuture<Operation>> begin) {
        toWalk.forEach(begun -> ends.put(begun, begin.apply(begun)));
    }

    /** Waits for all of them, at most so many milliseconds. */
    void await(long patienceMs) {
        try {
            CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new))
                    .get(patienceMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goesOnOrFailed) {
            LOG.debug("not all have ended well");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What they are now, in their order.
     *
     * @param saved one that goes on or has failed, as the store has it
     * @throws RuntimeException the fault of the first, where each has failed
     */
    List<Operation> results(UnaryOperator<Operation> saved) {
        if (!ends.isEmpty() && ends.values().stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
            Throwable first = ends.values().iterator().next().exceptionNow();
            throw first instanceof RuntimeException fault ? fault : new IllegalStateException(first);
        }
        return ends.entrySet().stream()
                .map(of -> of.getValue().state() == Future.State.SUCCESS
                        ? of.getValue().resultNow()
                        : saved.apply(of.getKey()))
                .toList();
    }
}
