package io.yardmaster.web.console.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.console.job.Stack.Line;
import io.yardmaster.web.console.job.Stack.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {
    @Test
    void foldsRunsOfLibraries() {
        List<Part> parts = Stack.of("""
                at com.northlane.pay.Client.capture(Client.java:88)
                at java.base/java.lang.Thread.run(Thread.java:1)
                at app//io.quarkus.arc.Arc.get(Arc.java:2)
                Caused by: java.io.IOException: <b>
                at java.base/java.lang.Thread.run(Thread.java:1)""");
        assertThat(parts).extracting(Part::folded).containsExactly(false, true, false, false);
        assertThat(parts.get(0).lines())
                .containsExactly(new Line("at com.northlane.pay.", "Client.capture", "(Client.java:88)"));
        assertThat(parts.get(1).lines()).hasSize(2);
        assertThat(parts.get(2).lines()).containsExactly(new Line("", "", "Caused by: java.io.IOException: <b>"));
    }

    @Test
    void keepsLinesThatAreNoFrames() {
        assertThat(Stack.of(null)).isEmpty();
        assertThat(Stack.of("at (x").getFirst().lines()).containsExactly(new Line("at ", "", "(x"));
        assertThat(Stack.of("at nothing").getFirst().lines()).containsExactly(new Line("", "", "at nothing"));
    }
}
