package io.yardmaster.engine.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * A bulk act.
 *
 * @param id made by the server
 * @param kind what it does, as in its plan; fsck for a check
 * @param queue whose jobs it acts on; empty for all
 * @param state how far it is
 * @param total jobs it will look at, as counted at its start
 * @param done jobs it has acted on
 * @param failed jobs it could not act on
 * @param by who asked for it
 * @param startedAt epoch milliseconds
 * @param finishedAt epoch milliseconds; null while it runs
 * @param result what came of it, as JSON has it; null for an act that has none
 * @param undo how it can be undone; null for one that is final
 * @param plan what it does and how far it came; null for one that has ended, or that only its own node can carry out
 * @param ratePerMinute how many jobs a minute it acts on at most; null for at once
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
        Long finishedAt,
        Object result,
        Undo undo,
        BulkPlan plan,
        Integer ratePerMinute) {
    /** One that begins. @param undoable true where it keeps aside what it takes away */
    static Operation begun(
            String kind, String queue, long total, String by, long now, BulkPlan plan, boolean undoable) {
        return begun(UUID.randomUUID().toString(), kind, queue, total, by, now, plan, undoable);
    }

    /** The same with an id, so that it begins once however often it is asked for. */
    static Operation begun(
            String id, String kind, String queue, long total, String by, long now, BulkPlan plan, boolean undoable) {
        Undo undo = undoable ? new Undo(0, 0) : null;
        Integer rate = plan == null || plan.pace() == null ? null : plan.pace().perMinute();
        return new Operation(id, kind, queue, State.RUNNING, total, 0, 0, by, now, null, null, undo, plan, rate);
    }

    /** What undoes it. @param parts that are kept aside @param undone jobs that came back, once it was undone */
    public record Undo(int parts, long undone) {}

    /** How far an operation is. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        UNDONE
    }

    /** The same operation further on. @param kept what can undo it so far; null for one that is final */
    Operation on(long doneNow, long failedNow, Undo kept, BulkPlan planNow) {
        return new Operation(
                id,
                kind,
                queue,
                state,
                total,
                doneNow,
                failedNow,
                by,
                startedAt,
                finishedAt,
                result,
                kept,
                planNow,
                ratePerMinute);
    }

    /** Milliseconds until its next slice may begin; 0 for at once, and where all that it is about was looked at. */
    long restMs(long now) {
        boolean paced = plan != null && plan.pace() != null && done + failed < total;
        return paced ? Math.max(0, plan.pace().nextAt() - now) : 0;
    }

    /** The same operation at its end, where what it kept can undo it. */
    Operation ended(State end, long now) {
        Undo kept = undo == null || undo.parts() == 0 || done == 0 ? null : undo;
        return new Operation(
                id, kind, queue, end, total, done, failed, by, startedAt, now, result, kept, null, ratePerMinute);
    }

    /** The same operation with what came of it. */
    Operation with(Object came) {
        return new Operation(
                id,
                kind,
                queue,
                state,
                total,
                done,
                failed,
                by,
                startedAt,
                finishedAt,
                came,
                undo,
                plan,
                ratePerMinute);
    }

    /** The same operation, which cannot be undone any more. */
    Operation beyondUndo() {
        return new Operation(
                id,
                kind,
                queue,
                state,
                total,
                done,
                failed,
                by,
                startedAt,
                finishedAt,
                result,
                null,
                plan,
                ratePerMinute);
    }

    /** The same operation after it was undone. */
    Operation undone(long jobs) {
        Undo came = new Undo(undo.parts(), jobs);
        return new Operation(
                id,
                kind,
                queue,
                State.UNDONE,
                total,
                done,
                failed,
                by,
                startedAt,
                finishedAt,
                result,
                came,
                null,
                ratePerMinute);
    }

    /** @throws NotUndoableException when it runs, is final, or is too long ago */
    void checkUndo(long now) {
        if (state == State.RUNNING) {
            throw new NotUndoableException("the operation is running: stop it first");
        }
        if (undoUntil() == null) {
            throw new NotUndoableException("the operation cannot be undone");
        }
        if (now > undoUntil()) {
            throw new NotUndoableException("the operation could be undone for 15 minutes, which are over");
        }
    }

    /** A bulk act that cannot be undone, or not any more; its message is a sentence that says why. */
    public static final class NotUndoableException extends RuntimeException {
        private NotUndoableException(String why) {
            super(why);
        }
    }

    /** Until when it can be undone, in epoch milliseconds; null while it runs, and when it is final or was undone. */
    @JsonIgnore
    public Long undoUntil() {
        boolean ended = state == State.DONE || state == State.CANCELLED || state == State.FAILED;
        return ended && undo != null ? startedAt + Aside.UNDO_MS : null;
    }
}
