package io.yardmaster.web.console.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.web.console.job.PayloadTree.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTreeTest {
    @Test
    void keepsOrderAndEveryDigit() {
        Node root = PayloadTree.of("{\"b\":1.00,\"a\":1e5,\"n\":1180591620717411303424,\"t\":null,\"b\":\"<x>\"}")
                .orElseThrow();
        assertThat(root.text()).isEqualTo("5 fields");
        assertThat(root.children()).extracting(Node::key).containsExactly("b", "a", "n", "t", "b");
        assertThat(root.children())
                .extracting(Node::text)
                .containsExactly("1.00", "1e5", "1180591620717411303424", "null", "<x>");
    }

    @Test
    void nests() {
        Node root = PayloadTree.of("{\"list\":[{\"x\":true}],\"none\":[]}").orElseThrow();
        Node list = root.children().getFirst();
        assertThat(list.text()).isEqualTo("1 item");
        assertThat(list.opens()).isTrue();
        assertThat(list.children().getFirst().children())
                .containsExactly(new Node("x", "word", "true", 3, 0, List.of()));
        assertThat(root.children().getLast().opens()).isFalse();
    }

    @Test
    void readsAsDeepAsAPayloadMayBe() {
        assertThat(PayloadTree.of("[".repeat(100) + "]".repeat(100))).isPresent();
        assertThat(PayloadTree.of("[".repeat(10_000) + "]".repeat(10_000))).isEmpty();
    }

    @Test
    void countsWhatItDoesNotShow() {
        String many = IntStream.range(0, 5_000).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        Node root = PayloadTree.of(many).orElseThrow();
        assertThat(root.text()).isEqualTo("5000 items");
        assertThat(root.children()).hasSize(PayloadTree.MOST_CHILDREN);
        assertThat(root.hidden()).isEqualTo(4_900);
    }

    @Test
    void readsALeafAtTheTop() {
        assertThat(PayloadTree.of("\"a\"")).contains(new Node(null, "string", "a", 0, 0, List.of()));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{", "nonsense", "{\"a\":}", "]"})
    void isEmptyWhereThereIsNoJson(String text) {
        assertThat(PayloadTree.of(text)).isEmpty();
    }

    @Test
    void aHundredOfALevelAreShownAndTheRestCounted() {
        Node list = PayloadTree.of("[" + "1,".repeat(639) + "1]").orElseThrow();
        assertThat(list.children()).hasSize(100);
        assertThat(list.hidden()).isEqualTo(540);
        assertThat(list.text()).isEqualTo("640 items");
    }

    @Test
    void twoLevelsAreOpenAndEightIndent() {
        Node node = PayloadTree.of("[".repeat(10) + "1" + "]".repeat(10)).orElseThrow();
        for (int level = 0; level < 10; level++) {
            assertThat(node.starts()).as("level %d", level).isEqualTo(level < 2);
            assertThat(node.indents()).as("level %d", level).isEqualTo(level < 8);
            node = node.children().getFirst();
        }
    }
}
