package io.yardmaster.web.console;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.engine.queues.QueueInfo;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Attempt;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.JobError;
import java.util.List;
import java.util.Map;

/** Jobs, queues and nodes as tests of pages need them. Times are milliseconds after {@link #CREATED}. */
public final class Views {
    public static final long CREATED = 1_000_000;

    private Views() {}

    public static Job job(int failures) {
        Tally tally = new Tally(failures, 0, 0);
        return new Job(
                "j1",
                "mail",
                new Work("email.send", "{}", 10, List.of()),
                Rules.NONE,
                Times.of(CREATED, CREATED),
                Past.of(tally));
    }

    public static JobView view(JobState state, Long stateAt, int failures, Attempt... attempts) {
        Long at = stateAt == null ? null : CREATED + stateAt;
        return new JobView(job(failures), standing(state, at, null), null, null, List.of(attempts), null);
    }

    public static JobView claimed(JobState state, Long stateAt, long start, Attempt... attempts) {
        JobView view = view(state, stateAt, attempts.length, attempts);
        Claim claim = new Claim(9, CREATED + start, "node-1");
        Long at = view.standing().instant();
        return new JobView(view.job(), standing(state, at, claim), null, null, List.of(attempts), null);
    }

    private static Standing standing(JobState state, Long at, Claim claim) {
        long instant = at == null ? CREATED : at;
        return switch (state) {
            case SCHEDULED -> new Standing.Scheduled(instant);
            case WAITING -> new Standing.Waiting();
            case ACTIVE -> new Standing.Active(claim == null ? new Claim(9, CREATED, "node-1") : claim, null, false);
            case RETRYING -> new Standing.Retrying(instant);
            case BLOCKED -> new Standing.Blocked();
            case COMPLETED -> new Standing.Completed(instant, claim, null);
            case DEAD -> new Standing.Dead(instant, null);
            case CANCELLED -> new Standing.Cancelled(instant, null);
        };
    }

    public static Attempt attempt(int number, Attempt.End end, long start, long finish) {
        return new Attempt(number, number, "node-1", CREATED + start, CREATED + finish, end, JobError.of("Boom", "no"));
    }

    public static QueueInfo queue(boolean paused, int busy, int slots) {
        return new QueueInfo("mail", paused, Map.of(JobState.WAITING, 318L), 0L, busy, slots);
    }

    public static NodeInfo node(String state, String... types) {
        return new NodeInfo(
                "n1",
                "host",
                1,
                0,
                0,
                "0.1.0",
                state,
                List.of("worker"),
                List.of(types),
                Map.of(),
                0,
                Map.of(),
                0,
                0,
                List.of(),
                0,
                0);
    }
}
