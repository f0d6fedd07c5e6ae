package io.yardmaster.engine.bulk;

/**
 * A bulk act.
 *
 * @param id made by the server
 * @param kind retry-all or purge
 * @param queue whose dead jobs it acts on
 * @param state how far it is
 * @param total jobs it will look at, as counted at its start
 * @param done jobs it has acted on
 * @param failed jobs it could not act on
 * @param by who asked for it
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; null while it runs
 */
public record Operation(
        String id,
        String kind,
        String queue,
        State state,
        long total,
        long done,
        long failed,
        String by,
        long startedAt,
        Long finishedAt) {
    /** How far an operation is. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** The same operation further on. */
    Operation with(State changed, long doneNow, Long endedAt) {
        return new Operation(id, kind, queue, changed, total, doneNow, failed, by, startedAt, endedAt);
    }
}
