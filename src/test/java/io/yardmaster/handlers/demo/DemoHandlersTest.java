package io.yardmaster.handlers.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.handler.JobContext;
import io.yardmaster.job.Job;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DemoHandlersTest {
    @Test
    void failFailsAsOftenAsAskedAndThenSucceeds() {
        FailHandler.Fail twice = new FailHandler.Fail("out of paper", 2L);
        FailHandler handler = new FailHandler();
        assertThatThrownBy(() -> handler.run(twice, new Told(1))).hasMessage("out of paper");
        assertThatThrownBy(() -> handler.run(twice, new Told(2))).hasMessage("out of paper");
        assertThat(handler.run(twice, new Told(3))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(handler.run(new FailHandler.Fail(null, 0L), new Told(1))).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void sleepEndsAtAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new SleepHandler().run(new SleepHandler.Sleep(60_000L), new Told(1)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatIsOutOfBoundsIsABadPayloadThatNamesItsField() throws Exception {
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(-1L), new Told(1)), "ms");
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(null), new Told(1)), "ms");
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(Long.MAX_VALUE), new Told(1)), "ms");
        assertBad(new FailHandler().run(new FailHandler.Fail("x", null), new Told(1)), "failures");
        assertBad(new FailHandler().run(new FailHandler.Fail("x", -1L), new Told(1)), "failures");
    }

    @Test
    void anOrderSaysWhatWasPicked() throws Exception {
        Told context = new Told(1);
        OrderHandler.Order order = new OrderHandler.Order("A-1", "Mira Holm", List.of("Teapot, blue", "Desk lamp"));
        assertThat(new OrderHandler().run(order, context)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(context.lines).containsExactly("picked Teapot, blue", "picked Desk lamp", "packed and labelled A-1");
        assertThat(context.percents).containsExactly(33, 66);
    }

    private static void assertBad(Outcome outcome, String field) {
        assertThat(((Outcome.Fatal) outcome).reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(((Outcome.Fatal) outcome).error().message()).startsWith(field + " ");
    }

    /** Keeps what it was told. */
    private record Told(int attempt, List<String> lines, List<Integer> percents) implements JobContext {
        Told(int attempt) {
            this(attempt, new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public Job job() {
            return new Job("1", "q", new Work("t", null, 10, List.of()), Rules.NONE, Times.of(0, 0), Past.NONE);
        }

        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public void progress(int percent, String message) {
            percents.add(percent);
        }

        @Override
        public void log(String message) {
            lines.add(message);
        }
    }
}
