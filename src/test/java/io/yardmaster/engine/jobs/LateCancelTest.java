package io.yardmaster.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.yardmaster.job.JobState;
import io.yardmaster.job.NewJob;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A cancel that comes in the last milliseconds of a run is either heard of or refused. */
@QuarkusTest
class LateCancelTest {
    @Inject
    Enqueuer enqueuer;

    @Inject
    Jobs jobs;

    @Test
    void noCancelIsAnsweredWithACompletedJob() {
        Set<JobState> answered = EnumSet.noneOf(JobState.class);
        for (int i = 0; i < 400; i++) {
            String id = "late-" + i;
            enqueuer.enqueue(NewJob.of("demo.noop").queue("late").id(id, "h").payload("{}"));
            for (int asks = 0; asks < 2; asks++) {
                try {
                    answered.add(jobs.cancel("late", id).state());
                } catch (NotPossibleException refused) {
                    assertThat(refused.state()).isEqualTo(JobState.COMPLETED);
                }
            }
        }
        assertThat(answered).isSubsetOf(JobState.ACTIVE, JobState.CANCELLED);
    }
}
