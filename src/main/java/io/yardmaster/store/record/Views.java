package io.yardmaster.store.record;

import io.vertx.redis.client.Response;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Progress;
import io.yardmaster.store.redis.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the values that {@code find.lua} returns for a job together. */
public final class Views {
    /** Values a job. */
    public static final int VALUES = 9;

    private Views() {}

    public static Optional<JobView> read(String queue, String id, Response values, int at, long now) {
        Optional<JobState> found =
                Optional.ofNullable(Wire.text(values.get(at))).flatMap(JobState::of);
        return found.map(state -> read(queue, id, state, values, at, now));
    }

    private static JobView read(String queue, String id, JobState state, Response values, int at, long now) {
        Job job = job(queue, id, Wire.raw(values.get(at + 2)), now);
        String hold = Wire.text(values.get(at + 3));
        Claim claim = hold == null ? null : Hold.read(hold);
        Long stateAt = state == JobState.WAITING ? null : Wire.score(values.get(at + 1));
        String cancelled = Wire.text(values.get(at + 5));
        boolean cancelRequested = claim != null && String.valueOf(claim.epoch()).equals(cancelled);
        List<Attempt> attempts = new ArrayList<>(HistoryCodec.attempts(Wire.text(values.get(at + 8))));
        if (state == JobState.COMPLETED && claim != null) {
            attempts.add(success(job, claim, stateAt));
        }
        return new JobView(
                job,
                state,
                stateAt,
                claim,
                Wire.score(values.get(at + 4)),
                cancelRequested,
                HistoryCodec.read(Wire.text(values.get(at + 6)), Progress.class, null),
                Wire.text(values.get(at + 7)),
                attempts);
    }

    private static Attempt success(Job job, Claim claim, Long finishedAt) {
        return new Attempt(
                job.nextAttempt(),
                claim.epoch(),
                claim.owner(),
                claim.startedAt(),
                finishedAt == null ? claim.startedAt() : finishedAt,
                Attempt.End.SUCCEEDED,
                null);
    }

    private static Job job(String queue, String id, byte[] record, long now) {
        try {
            return RecordCodec.unpack(queue, id, record);
        } catch (UnreadableRecordException edited) {
            return RecordCodec.standIn(queue, id, edited.getMessage(), now);
        }
    }
}
