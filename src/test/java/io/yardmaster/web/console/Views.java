package io.yardmaster.web.console;

import io.yardmaster.engine.node.NodeInfo;
import io.yardmaster.job.Attempt;
import io.yardmaster.job.Claim;
import io.yardmaster.job.Ending;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobError;
import io.yardmaster.job.JobOptions;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Origin;
import io.yardmaster.job.QueueInfo;
import io.yardmaster.job.Tally;
import java.util.List;
import java.util.Map;

/** Jobs, queues and nodes as tests of pages need them. Times are milliseconds after {@link #CREATED}. */
public final class Views {
    public static final long CREATED = 1_000_000;

    private Views() {}

    public static Job job(int failures, Ending ending) {
        Tally tally = new Tally(failures, 0, 0);
        return new Job(
                "j1",
                "mail",
                "email.send",
                "{}",
                10,
                CREATED,
                CREATED,
                JobOptions.NONE,
                List.of(),
                tally,
                Origin.NONE,
                ending);
    }

    public static JobView view(JobState state, Long stateAt, int failures, Attempt... attempts) {
        Long at = stateAt == null ? null : CREATED + stateAt;
        return new JobView(job(failures, null), state, at, null, null, false, null, null, List.of(attempts));
    }

    public static JobView claimed(JobState state, Long stateAt, long start, Attempt... attempts) {
        JobView view = view(state, stateAt, attempts.length, attempts);
        Claim claim = new Claim(9, CREATED + start, "node-1");
        return new JobView(view.job(), state, view.stateAt(), claim, null, false, null, null, List.of(attempts));
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
                List.of());
    }
}
