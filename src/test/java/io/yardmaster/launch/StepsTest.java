package io.yardmaster.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final List<String> seen = new ArrayList<>();
    private final Steps steps = new Steps();

    @Test
    void areUndoneInReverseAndOnce() {
        steps.take("one", () -> seen.add("+1"), () -> seen.add("-1"));
        steps.take("two", () -> seen.add("+2"), () -> seen.add("-2"));
        steps.undo();
        steps.undo();
        assertThat(seen).containsExactly("+1", "+2", "-2", "-1");
    }

    @Test
    void oneThatFailsToStopDoesNotKeepTheOthersUp() {
        steps.take("one", () -> {}, () -> seen.add("-1"));
        steps.take("two", () -> {}, () -> {
            throw new IllegalStateException("will not stop");
        });
        steps.undo();
        assertThat(seen).containsExactly("-1");
    }

    @Test
    void oneThatStartedHalfWayIsUndoneToo() {
        Runnable breaks = () -> {
            throw new IllegalStateException("half way");
        };
        assertThatThrownBy(() -> steps.take("one", breaks, () -> seen.add("-1")))
                .hasMessage("half way");
        steps.undo();
        assertThat(seen).containsExactly("-1");
    }
}
