package io.yardmaster.engine.worker.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.claims.Claims;
import io.yardmaster.engine.claims.Doors;
import io.yardmaster.engine.handler.RetryDelays;
import io.yardmaster.engine.worker.run.OpenClaim;
import io.yardmaster.engine.worker.run.Run;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.store.Yard;
import io.yardmaster.store.record.Stored;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndedRunTest {
    private final RetryDelays broken = new RetryDelays() {
        @Override
        public Backoff counted(Backoff backoff, int failures, String type) {
            throw new NoClassDefFoundError("a bean of the user");
        }
    };
    private final Claims claims = new Doors(null, null, null, null, InstantSource.system()).claims(broken);

    @Test
    void anErrorOfTheDecisionDoesNotKeepTheSlot() {
        List<EndedRun> told = new ArrayList<>();
        Run run = new Run(
                new Stored(Yard.job("a"), null, null, false),
                new OpenClaim(new Claim(1, 0, "w"), null),
                0,
                null,
                new Run.Surroundings(
                        ended -> {
                            EndedRun one = EndedRun.of(ended, claims);
                            return () -> told.add(one);
                        },
                        null,
                        job -> Rules.SERVER,
                        null));
        run.refuse(Outcome.failed(new IllegalStateException("no")));
        assertThat(told).hasSize(1);
        assertThatThrownBy(told.getFirst()::settled).isInstanceOf(NoClassDefFoundError.class);
    }
}
