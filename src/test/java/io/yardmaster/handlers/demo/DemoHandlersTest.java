package io.yardmaster.handlers.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.handlers.ToldContext;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class DemoHandlersTest {
    @Test
    void failFailsAsOftenAsAskedAndThenSucceeds() {
        FailHandler.Fail twice = new FailHandler.Fail("out of paper", 2L);
        FailHandler handler = new FailHandler();
        assertThatThrownBy(() -> handler.run(twice, context(1))).hasMessage("out of paper");
        assertThatThrownBy(() -> handler.run(twice, context(2))).hasMessage("out of paper");
        assertThat(handler.run(twice, context(3))).isInstanceOf(Outcome.Succeeded.class);
        assertThat(handler.run(new FailHandler.Fail(null, 0L), context(1))).isInstanceOf(Outcome.Succeeded.class);
    }

    @Test
    void sleepEndsAtAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new SleepHandler().run(new SleepHandler.Sleep(60_000L), context(1)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void whatIsOutOfBoundsIsABadPayloadThatNamesItsField() throws Exception {
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(-1L), context(1)), "ms");
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(null), context(1)), "ms");
        assertBad(new SleepHandler().run(new SleepHandler.Sleep(Long.MAX_VALUE), context(1)), "ms");
        assertBad(new FailHandler().run(new FailHandler.Fail("x", null), context(1)), "failures");
        assertBad(new FailHandler().run(new FailHandler.Fail("x", -1L), context(1)), "failures");
    }

    @Test
    void anOrderSaysWhatWasPicked() throws Exception {
        ToldContext context = context(1);
        OrderHandler.Order order = new OrderHandler.Order("A-1", "Mira Holm", List.of("Teapot, blue", "Desk lamp"));
        assertThat(new OrderHandler().run(order, context)).isInstanceOf(Outcome.Succeeded.class);
        assertThat(context.lines())
                .containsExactly("picked Teapot, blue", "picked Desk lamp", "packed and labelled A-1");
        assertThat(context.percents()).containsExactly(33, 66);
    }

    private static void assertBad(Outcome outcome, String field) {
        assertThat(((Outcome.Fatal) outcome).reason()).isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(((Outcome.Fatal) outcome).error().message()).startsWith(field + " ");
    }

    private static ToldContext context(int attempt) {
        return new ToldContext("1", attempt);
    }
}
