package io.yardmaster.bench;

import io.yardmaster.store.Store;
import io.yardmaster.store.redis.RedisLinks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What this Redis can do bare: the list cycle without any feature (LPUSH; LMOVE; LREM, the body in the list), 64 a
 * pipeline, two connections. The measure for everything else in the same run.
 */
@Singleton
class RawProbe {
    private static final int PIPELINE = 64;
    private static final int CONNECTIONS = 2;
    private final Store store;
    private final RedisLinks links;

    RawProbe(Store store, RedisLinks links) {
        this.store = store;
        this.links = links;
    }

    /**
     * Jobs a second.
     *
     * @param cyclePerSecond all three with almost empty lists
     * @param redisMicrosPerCycle CPU of Redis for one of those, which tells how fast this machine is just now
     */
    record Rates(double enqueuePerSecond, double drainPerSecond, double cyclePerSecond, double redisMicrosPerCycle) {}

    Rates measure(int jobs, int bytes) {
        int rounds = Math.max(1, jobs / CONNECTIONS / PIPELINE);
        double done = (double) rounds * PIPELINE * CONNECTIONS;
        work(Math.max(1, rounds / 4), bytes, RawConnection::cycle);
        double enqueue = work(rounds, bytes, RawConnection::push);
        double drain = work(rounds, bytes, RawConnection::drain);
        Cost begun = Cost.read(store, links);
        double cycle = work(rounds, bytes, RawConnection::cycle);
        double micros = Cost.read(store, links).since(begun).redisMicros();
        return new Rates(done / enqueue, done / drain, done / cycle, micros / done);
    }

    /** One round of {@value #PIPELINE} jobs on a connection. */
    private interface Round {
        void run(RawConnection connection, int number);
    }

    /** Seconds that it took. */
    private double work(int rounds, int bytes, Round round) {
        try (ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int c = 0; c < CONNECTIONS; c++) {
                RawConnection connection = RawConnection.open(store.address(), c, PIPELINE, bytes);
                tasks.add(() -> {
                    try (connection) {
                        for (int i = 0; i < rounds; i++) {
                            round.run(connection, i);
                        }
                    }
                    return null;
                });
            }
            long begun = System.nanoTime();
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
            return (System.nanoTime() - begun) / 1e9;
        } catch (InterruptedException | ExecutionException broken) {
            throw new IllegalStateException("the raw probe failed", broken);
        }
    }
}
