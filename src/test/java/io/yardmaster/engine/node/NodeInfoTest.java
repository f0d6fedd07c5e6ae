package io.yardmaster.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeInfoTest {
    @Test
    void slotsOfDeliveriesCountApartFromThoseOfUsers() {
        NodeInfo node = node(Map.of("*", 10, "yardmaster.webhooks", 4), Map.of("mail", 3, "yardmaster.webhooks", 2));
        assertThat(node.userSlots()).isEqualTo(10);
        assertThat(node.userBusy()).isEqualTo(3);
        assertThat(node.deliverySlots()).isEqualTo(4);
    }

    @Test
    void deliveriesThatShareSlotsCountAmongThem() {
        NodeInfo node = node(Map.of("mail+yardmaster.webhooks", 5), Map.of("mail", 1, "yardmaster.webhooks", 2));
        assertThat(node.userSlots()).isEqualTo(5);
        assertThat(node.userBusy()).isEqualTo(3);
        assertThat(node.deliverySlots()).isZero();
    }

    private static NodeInfo node(Map<String, Integer> slots, Map<String, Integer> busy) {
        int all = busy.values().stream().mapToInt(Integer::intValue).sum();
        return new NodeInfo(
                "n", "host", 1, 0, 0, "1", "running", List.of(), List.of(), slots, all, busy, 0, 0, List.of(), 0, 0);
    }
}
