package io.yardmaster.store.call;

import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.store.redis.Wire;
import java.util.List;

/**
 * A job to be moved from one state to another.
 *
 * @param from the state it was seen in
 * @param to waiting, cancelled or dead; ignored for an active one, which is asked to stop
 * @param written its new record
 * @param seenAt the score that it was seen at in its set: elsewhere it stays; null = anywhere in the state
 */
public record Move(String id, JobState from, JobState to, Written written, Long seenAt) {
    /** A move of a job that may stand anywhere in its state. */
    public Move(String id, JobState from, JobState to, Written written) {
        this(id, from, to, written, null);
    }

    /** A move of a job that was read. A run that goes on, and a record that cannot be read, keep their record. */
    public static Move of(JobView view, JobState to, Written changed) {
        boolean stays = view.state() == JobState.ACTIVE || view.unreadable() != null;
        Written written = stays ? Written.NOTHING : changed;
        return new Move(
                view.job().id(), view.state(), to, written, view.standing().instant());
    }

    /** Adds its arguments of {@code move.lua}. */
    public void addTo(List<byte[]> args) {
        args.add(Wire.bytes(id));
        args.add(Wire.bytes(from.word()));
        args.add(Wire.bytes(to.word()));
        args.add(written.packed());
        args.add(seenAt == null ? Wire.EMPTY : Wire.bytes(seenAt));
        Arrivals.lock(takesKey() ? written.job() : null, args);
    }

    /** True where a unique job has let go of its key, and needs it again. */
    private boolean takesKey() {
        return to == JobState.WAITING && (from == JobState.DEAD || from == JobState.CANCELLED);
    }
}
