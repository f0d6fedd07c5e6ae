package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.engine.node.Nodes.UnknownNodeException;
import io.yardmaster.store.Yard;
import io.yardmaster.store.cluster.SettingsStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodesTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    private Beats beats;

    @BeforeEach
    void aNode() {
        beats = new Beats(yard.links, yard.clock);
        beats.beat("n1", List.of());
    }

    @Test
    void anOrderIsWrittenForTheNodeAndForgottenWithIt() {
        beats.nodes().order("n1", NodeInfo.Order.QUIET);
        assertThat(orders()).isEqualTo(Map.of("n1", "quiet"));
        beats.nodes().order("n1", NodeInfo.Order.STOP);
        assertThat(orders()).isEqualTo(Map.of("n1", "stop"));
        beats.leave("n1");
        assertThat(orders()).isEmpty();
    }

    @Test
    void aNodeThatNobodySawIsUnknown() {
        assertThatThrownBy(() -> beats.nodes().order("n2", NodeInfo.Order.STOP))
                .isInstanceOf(UnknownNodeException.class);
        assertThat(orders()).isEmpty();
    }

    private static Map<String, String> orders() {
        return new SettingsStore(yard.links).overall().orders();
    }
}
