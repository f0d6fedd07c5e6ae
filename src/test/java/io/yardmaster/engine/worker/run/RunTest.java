package io.yardmaster.engine.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import io.yardmaster.store.record.Stored;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
    private final List<Run> finished = new ArrayList<>();
    private final Run run = new Run(
            new Stored(Yard.job("a"), null, null, false),
            new OpenClaim(new Claim(1, 0, "w"), null),
            0,
            null,
            new Run.Surroundings(finished::add, null, job -> Rules.SERVER, null));

    @Test
    void whatWasRefusedHasEndedAndIsNotAbandonedToo() {
        run.refuse(new Outcome.Released(5));
        assertThat(run.isRunning()).isFalse();
        assertThat(run.abandon()).isFalse();
        assertThat(run.outcome()).isEqualTo(new Outcome.Released(5));
        assertThat(finished).containsExactly(run);
    }

    @Test
    void whatWasAbandonedEndsOnce() {
        assertThat(run.abandon()).isTrue();
        assertThat(run.abandon()).isFalse();
        run.refuse(new Outcome.Released(5));
        assertThat(run.outcome()).isEqualTo(new Outcome.Released(0));
        assertThat(finished).isEmpty();
    }
}
