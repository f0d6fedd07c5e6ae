package io.yardmaster.engine.node;

import io.yardmaster.store.redis.StoreAwayException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keeps a fault in one queue from stopping the others, such as a key that was overwritten by hand. Every loop that
 * works on many queues goes through here. A fault is logged once a minute and shown until the duty succeeds again.
 */
@Singleton
public class QueueFaults {
    private static final Logger LOG = Logger.getLogger(QueueFaults.class);
    private static final long LOG_EVERY_MS = 60_000;

    private final InstantSource clock;
    private final Map<Place, Fault> faults = new ConcurrentHashMap<>();

    public QueueFaults(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A duty that fails in one queue.
     *
     * @param duty a few words, for example "renewal of leases"
     * @param message what the last try said
     * @param since epoch milliseconds of the first failure
     */
    public record Fault(String queue, String duty, String message, long since, long loggedAt) {}

    private record Place(String queue, String duty) {}

    /** Does something in one queue; what goes wrong there stays there. @throws StoreAwayException */
    public void in(String queue, String duty, Runnable act) {
        try {
            act.run();
            faults.remove(new Place(queue, duty));
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException fault) {
            note(queue, duty, fault);
        }
    }

    /** Does something in each queue. @throws StoreAwayException */
    public void each(List<String> queues, String duty, Consumer<String> act) {
        queues.forEach(queue -> in(queue, duty, () -> act.accept(queue)));
    }

    /**
     * Asks for many queues in one round; where that fails, for ever smaller parts, until the queues at fault are known.
     *
     * @return what was answered, by queue, without the queues at fault
     * @throws StoreAwayException when the store does not answer
     */
    public <T> Map<String, T> together(List<String> queues, String duty, Function<List<String>, Map<String, T>> ask) {
        Map<String, T> all = HashMap.newHashMap(queues.size());
        gather(queues, duty, ask, all);
        return all;
    }

    /** What fails now, by queue and duty; empty when nothing does. */
    public List<Fault> all() {
        return faults.values().stream()
                .sorted(Comparator.comparing(Fault::queue).thenComparing(Fault::duty))
                .toList();
    }

    private <T> void gather(
            List<String> queues, String duty, Function<List<String>, Map<String, T>> ask, Map<String, T> into) {
        if (queues.size() == 1) {
            in(queues.getFirst(), duty, () -> into.putAll(ask.apply(queues)));
            return;
        }
        try {
            into.putAll(ask.apply(queues));
            queues.forEach(queue -> faults.remove(new Place(queue, duty)));
        } catch (StoreAwayException away) {
            throw away;
        } catch (RuntimeException oneOfThem) {
            int half = queues.size() / 2;
            gather(queues.subList(0, half), duty, ask, into);
            gather(queues.subList(half, queues.size()), duty, ask, into);
        }
    }

    private void note(String queue, String duty, RuntimeException fault) {
        long now = clock.millis();
        faults.compute(new Place(queue, duty), (place, before) -> {
            boolean log = before == null || Math.abs(now - before.loggedAt()) >= LOG_EVERY_MS;
            if (log) {
                LOG.errorf("%s of queue %s fails: %s", duty, queue, fault.getMessage());
            }
            long since = before == null ? now : before.since();
            return new Fault(queue, duty, fault.getMessage(), since, log ? now : before.loggedAt());
        });
    }
}
