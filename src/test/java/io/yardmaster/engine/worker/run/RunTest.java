package io.yardmaster.engine.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.engine.handler.KnownHandler;
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
            new Run.Surroundings(ended -> () -> finished.add(ended), null, job -> Rules.SERVER, null));

    @Test
    void whatWasRefusedHasEndedAndIsNotAbandonedToo() {
        run.refuse(new Outcome.Released(5));
        assertThat(run.isRunning()).isFalse();
        assertThat(run.abandon()).isFalse();
        assertThat(run.outcome()).isEqualTo(new Outcome.Released(5));
        assertThat(finished).containsExactly(run);
    }

    /** The decision may take long; what waits in the line can still be given back meanwhile. */
    @Test
    void theNextStaysInTheLineUntilTheEndIsDecided() {
        Gate gate = new Gate();
        gate.open();
        KnownHandler handler = new KnownHandler(gate, Gate.class, KnownHandler.Kind.BEAN, null);
        SlotLine line = new SlotLine();
        List<Integer> waiting = new ArrayList<>();
        Run.Surroundings around = new Run.Surroundings(
                ended -> {
                    waiting.add(line.size());
                    return () -> waiting.add(line.size());
                },
                null,
                job -> Rules.SERVER,
                null);
        OpenClaim open = new OpenClaim(new Claim(1, 0, "w"), line);
        Run first = new Run(new Stored(Yard.job("a"), null, null, false), open, 0, handler, around);
        Run second = new Run(new Stored(Yard.job("b"), null, null, false), open, 0, handler, around);
        line.add(second);
        first.run();
        assertThat(waiting).containsExactly(1, 0);
        assertThat(first.next()).isSameAs(second);
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
