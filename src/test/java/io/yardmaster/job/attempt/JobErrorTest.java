package io.yardmaster.job.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JobErrorTest {
    @Test
    void aMessageIsKeptToTenThousandCharacters() {
        assertThat(JobError.of("Boom", "x".repeat(10_000)).message()).hasSize(10_000);
        assertThat(JobError.of("Boom", "x".repeat(5_000_000)).message()).isEqualTo("x".repeat(10_000));
        assertThat(JobError.of(new IllegalStateException("x".repeat(10_001))).message())
                .hasSize(10_000);
    }

    @Test
    void aStackIsKeptToFiftyFrames() {
        assertThat(frames(JobError.of(with(49, new IllegalStateException())))).isEqualTo(49);
        assertThat(frames(JobError.of(with(50, new IllegalStateException())))).isEqualTo(50);
        assertThat(frames(JobError.of(with(51, new IllegalStateException())))).isEqualTo(50);
        assertThat(frames(JobError.of(deep(3_000)))).isEqualTo(50);
    }

    @Test
    void causesShareTheFiftyFrames() {
        JobError error = JobError.of(with(20, new IllegalStateException("outer", deep(3_000))));
        assertThat(error.stack()).contains("Caused by: java.lang.IllegalArgumentException: deep");
        assertThat(frames(error)).isEqualTo(50);
    }

    @Test
    void causesThatGoInACircleComeToAnEnd() {
        IllegalStateException first = new IllegalStateException("first");
        IllegalStateException second = new IllegalStateException("second", first);
        first.initCause(second);
        with(0, second);
        assertThat(JobError.of(with(0, first)).stack().lines()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void whatStandsBetweenKeepsItsTypeAndFiveHundredCharacters() {
        JobError shortened = new JobError("Boom", "x".repeat(9_000), "at here").shortened();
        assertThat(shortened).isEqualTo(new JobError("Boom", "x".repeat(500), null));
    }

    private static long frames(JobError error) {
        return error.stack().lines().filter(line -> line.startsWith("at ")).count();
    }

    /** The same with so many frames. */
    private static Throwable with(int frames, Throwable thrown) {
        StackTraceElement[] stack = new StackTraceElement[frames];
        Arrays.setAll(stack, i -> new StackTraceElement("A", "b", "A.java", i));
        thrown.setStackTrace(stack);
        return thrown;
    }

    /** Thrown below so many calls of its own. */
    private static IllegalArgumentException deep(int calls) {
        return calls == 0 ? new IllegalArgumentException("deep") : deep(calls - 1);
    }
}
