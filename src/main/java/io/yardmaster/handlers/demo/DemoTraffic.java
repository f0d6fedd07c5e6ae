package io.yardmaster.handlers.demo;

import jakarta.inject.Singleton;

/** Brings believable jobs in by itself, so that every page has something true to show. */
@Singleton
public class DemoTraffic {
    /** Starts the endpoint that the jobs talk to, and then the jobs. The worker runs. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Stops the jobs, and then the endpoint. Safe to call twice, and when never started. */
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
