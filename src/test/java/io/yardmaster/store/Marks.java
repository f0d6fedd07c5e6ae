package io.yardmaster.store;

/** Makes a {@link MarkStore} for tests of other packages. */
public record Marks(Yard yard) {
    public MarkStore store() {
        return new MarkStore(yard.links, yard.queues);
    }
}
