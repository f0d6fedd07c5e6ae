package io.yardmaster.job.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void aHeaderIsReadAndWrittenAgain() {
        Trace trace = Trace.of(List.of("00-" + ID + "-" + SPAN + "-01")).orElseThrow();
        assertThat(trace).isEqualTo(new Trace(ID, SPAN, 1));
        assertThat(trace.isSampled()).isTrue();
        assertThat(trace.header()).isEqualTo("00-" + ID + "-" + SPAN + "-01");
        assertThat(new Trace(ID, SPAN, 0xa2).header()).endsWith("-a2");
        assertThat(new Trace(ID, SPAN, 2).isSampled()).isFalse();
    }

    @Test
    void aLaterVersionMaySayMore() {
        assertThat(Trace.of(List.of("cc-" + ID + "-" + SPAN + "-01-what.the.future.brings")))
                .contains(new Trace(ID, SPAN, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + ID + "-" + SPAN + "-01",
                "00-" + ID + "-" + SPAN + "-01-more",
                "00-" + ID + "-" + SPAN + "-1",
                "cc-" + ID + "-" + SPAN + "-01more",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-" + ID + "-" + SPAN + "-zz",
                "cc-" + ID + "-" + SPAN + "-01-\r\nSet-Cookie: a=b",
                "00_" + ID + "_" + SPAN + "_01"
            })
    void whatIsInvalidIsNoTrace(String header) {
        assertThat(Trace.of(List.of(header))).isEmpty();
    }

    @Test
    void twoHeadersOrAnEndlessOneAreNoTrace() {
        String good = "cc-" + ID + "-" + SPAN + "-01";
        assertThat(Trace.of(List.of())).isEmpty();
        assertThat(Trace.of(List.of(good, good))).isEmpty();
        assertThat(Trace.of(List.of(good + "-" + "x".repeat(100)))).isPresent();
        assertThat(Trace.of(List.of(good + "-" + "x".repeat(1_000)))).isEmpty();
    }

    @Test
    void aTraceOfNonsenseCannotBeMade() {
        assertThatThrownBy(() -> new Trace("x", SPAN, 0)).hasMessageContaining("32");
        assertThatThrownBy(() -> new Trace(ID, "0".repeat(16), 0)).hasMessageContaining("zero");
        assertThatThrownBy(() -> new Trace(ID, SPAN, 256)).hasMessageContaining("flags");
    }
}
