package io.yardmaster.engine.worker.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.Command;
import io.yardmaster.engine.node.QueueFaults;
import io.yardmaster.job.queue.Retention;
import io.yardmaster.store.Marks;
import io.yardmaster.store.Yard;
import io.yardmaster.store.redis.Wire;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes on of itself leaves queues in which nothing happens as they are. */
class IdleUpkeepTest {
    private static final int TURNS = 100;

    @RegisterExtension
    static final Yard yard = new Yard();

    private final List<String> queues =
            IntStream.range(0, 10).mapToObj(i -> "idle" + i).toList();
    private Promoter promoter;
    private Janitor janitor;

    @BeforeEach
    void open() {
        QueueFaults faults = new QueueFaults(yard.clock);
        WorkerStores stores = new WorkerStores(null, null, yard.queues, yard.jobs, yard.places, null, null, yard.clock);
        promoter = new Promoter(yard.jobs, yard.queues, faults);
        janitor = new Janitor(stores, new Marks(yard).store(), faults, queue -> Retention.NONE);
        queues.forEach(yard.queues::register);
    }

    @Test
    void turnsOfTheUpkeepWriteNothing() {
        yard.claim("w", 10, Yard.LEASE_MS); // it leaves word that it waits for a hint
        Set<String> keys = keys();
        long before = changes();
        for (int turn = 0; turn < TURNS; turn++) {
            promoter.turn();
            janitor.turn();
            yard.queues.survey(queues);
            yard.leases.renew(queues.getFirst(), List.of(), Yard.LEASE_MS);
            yard.claim("w", 10, Yard.LEASE_MS);
        }
        assertThat(changes() - before).isZero();
        assertThat(keys()).isEqualTo(keys).hasSize(queues.size() + 3);
    }

    private static Set<String> keys() {
        return Set.copyOf(Wire.texts(yard.ask(Command.KEYS, "*")));
    }

    /** Writes that changed something, since Redis began. */
    private static long changes() {
        return yard.ask(Command.INFO, "persistence")
                .toString()
                .lines()
                .filter(line -> line.startsWith("rdb_changes_since_last_save:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
