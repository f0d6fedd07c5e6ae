package io.yardmaster.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The world outside: an HTTP server that notes every call of every job, and takes its time to answer. */
final class Ledger implements AutoCloseable {
    private static final String PATH = "/run/";

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final Map<String, Integer> inFlightOf = new HashMap<>();
    private final Map<String, Integer> mostOf = new HashMap<>();
    private final LongAdder total = new LongAdder();
    private final HttpServer server;
    private volatile long delayMs;

    Ledger(long delayMs) throws IOException {
        this.delayMs = delayMs;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, this::call);
        server.start();
    }

    /** Where a job calls. */
    String url(String id) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH + id;
    }

    /** Answers at once from now on. */
    void hurry() {
        delayMs = 0;
    }

    /** A call of one of these from now on is answered only when {@link #release()} was called. */
    void hold(Collection<String> ids) {
        held.addAll(ids);
    }

    /** Those that were held are answered. */
    void release() {
        held.clear();
        waiting.clear();
    }

    /** Those of the held that have called since and wait. */
    Set<String> waiting() {
        return waiting;
    }

    /** The most calls that were under way at once. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Jobs that have called. */
    Set<String> jobs() {
        return calls.keySet();
    }

    /** How often that job has called. */
    int calls(String id) {
        return calls.getOrDefault(id, 0);
    }

    long total() {
        return total.sum();
    }

    /** The most calls that were under way at once, by what stands before the first dash of the job's id. */
    Map<String, Integer> mostInFlight() {
        synchronized (mostOf) {
            return Map.copyOf(mostOf);
        }
    }

    private void count(String id, int more) {
        String group = id.substring(0, Math.max(0, id.indexOf('-')));
        synchronized (mostOf) {
            mostOf.merge(group, inFlightOf.merge(group, more, Integer::sum), Math::max);
        }
    }

    /** Calls beyond the first of each job. */
    long duplicates() {
        return total.sum() - calls.size();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }

    private void call(HttpExchange exchange) {
        String id = exchange.getRequestURI().getPath().substring(PATH.length());
        mostAtOnce.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        count(id, 1);
        boolean under = true;
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            total.increment();
            calls.merge(id, 1, Integer::sum);
            while (held.contains(id)) {
                waiting.add(id);
                never.await(20, TimeUnit.MILLISECONDS);
            }
            never.await(delayMs, TimeUnit.MILLISECONDS);
            under = false;
            ended(id); // before the answer: who hears it may call again at once
            exchange.sendResponseHeaders(204, -1);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone); // a killed node hangs up
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (under) {
                ended(id);
            }
        }
    }

    private void ended(String id) {
        inFlight.decrementAndGet();
        count(id, -1);
    }
}
