package io.yardmaster.store.record;

import io.vertx.redis.client.Response;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Standing;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Progress;
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

    /** How many bytes of a job were read: its record, result and history. */
    public static long bytes(Response values, int at) {
        return size(values.get(at + 2)) + size(values.get(at + 7)) + size(values.get(at + 8));
    }

    private static long size(Response value) {
        return value == null ? 0 : value.toBuffer().length();
    }

    private static JobView read(String queue, String id, JobState state, Response values, int at, long now) {
        Stored stored = Stored.read(queue, id, Wire.raw(values.get(at + 2)), now);
        Standing standing = standing(state, stored, values, at);
        List<Attempt> attempts = new ArrayList<>(HistoryCodec.attempts(Wire.text(values.get(at + 8))));
        if (standing instanceof Standing.Completed completed && completed.claim() != null) {
            attempts.add(success(stored.job(), completed));
        }
        return new JobView(
                stored.job(),
                standing,
                HistoryCodec.read(Wire.text(values.get(at + 6)), Progress.class, null),
                Wire.text(values.get(at + 7)),
                attempts,
                stored.unreadable());
    }

    private static Standing standing(JobState state, Stored stored, Response values, int at) {
        Long score = Wire.score(values.get(at + 1));
        long instant = score == null ? 0 : score;
        String hold = Wire.text(values.get(at + 3));
        Claim claim = hold == null ? null : Hold.read(hold);
        return switch (state) {
            case SCHEDULED -> new Standing.Scheduled(instant);
            case WAITING -> new Standing.Waiting();
            case ACTIVE -> {
                boolean asked = String.valueOf(claim.epoch()).equals(Wire.text(values.get(at + 5)));
                yield new Standing.Active(claim, Wire.score(values.get(at + 4)), asked);
            }
            case RETRYING -> new Standing.Retrying(instant);
            case BLOCKED -> new Standing.Blocked();
            case COMPLETED -> new Standing.Completed(instant, claim, stored.ending());
            case DEAD -> new Standing.Dead(instant, stored.ending());
            case CANCELLED -> new Standing.Cancelled(instant, stored.ending());
        };
    }

    private static Attempt success(Job job, Standing.Completed completed) {
        Claim claim = completed.claim();
        return new Attempt(
                job.nextAttempt(),
                claim.epoch(),
                claim.owner(),
                claim.startedAt(),
                completed.at(),
                Attempt.End.SUCCEEDED,
                null);
    }
}
