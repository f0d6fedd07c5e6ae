package io.yardmaster.store;

/** Makes an open {@link Store} on the Redis of a {@link Yard}, for tests of other packages. */
public final class Stores {
    private Stores() {}

    public static Store open(Yard yard) {
        Store store = new Store(yard.links, new Hints(yard.vertx()), yard.queues, yard.clock);
        store.open(yard.address());
        return store;
    }

    public static MetricStore metrics(Yard yard) {
        return new MetricStore(yard.links);
    }
}
