package io.yardmaster.engine.worker.run;

import io.yardmaster.api.PreviousError;
import io.yardmaster.engine.workflow.Previous;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past.Before;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.store.redis.StoreAwayException;
import java.util.List;

/** What stands before a step in its workflow, read once. Used on the thread of its run. */
final class StepBefore {
    private static final long HAND_BACK_MS = 1_000;

    private final Previous previous;
    private final Job job;
    private String result;

    StepBefore(Previous previous, Job job) {
        this.previous = previous;
        this.job = job;
    }

    /** JSON text; null when nothing stands before it. */
    String result() {
        if (result == null) {
            result = previous.result(job);
        }
        return result;
    }

    List<PreviousError> errors() {
        return previous.failures(job).stream()
                .map(one -> new PreviousError(one.jobId(), one.queue(), one.type(), one.message()))
                .toList();
    }

    /** Reads a list of results before the handler begins; why the step cannot run, null when it can. */
    Outcome refusal() {
        try {
            if (job.member().before() == Before.LIST) {
                result();
            }
            return null;
        } catch (Previous.ListTooLargeException large) {
            return new Outcome.Fatal(JobError.of("PreviousTooLarge", large.getMessage()), Reason.WORKFLOW);
        } catch (StoreAwayException away) {
            return new Outcome.Released(HAND_BACK_MS);
        } catch (RuntimeException broken) {
            return Outcome.failed(broken);
        }
    }
}
