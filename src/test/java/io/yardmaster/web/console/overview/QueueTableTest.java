package io.yardmaster.web.console.overview;

import static io.yardmaster.web.console.YardScenes.info;
import static io.yardmaster.web.console.YardScenes.lane;
import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.insight.health.QueueSnapshot;
import io.yardmaster.web.console.YardScenes;
import io.yardmaster.web.console.live.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTableTest {
    private static final QueueSnapshot UNSERVED = lane(info("z-unserved", false, 5, 1, 0), 0, 0);
    private static final QueueSnapshot PAUSED = lane(info("y-paused", true, 0, 0, 4), 0, 0);

    @Test
    void aFewQueuesAreAllShown() {
        QueueTable table = table(Map.of(), 3);
        assertThat(names(table)).containsExactly("z-unserved", "y-paused", "q-0000", "q-0001", "q-0002");
        assertThat(table.quiet()).isZero();
        assertThat(table.isLong()).isFalse();
        assertThat(table.isSearched()).isFalse();
    }

    @Test
    void ofManyTheQuietAreFolded() {
        QueueTable table = table(Map.of(), 3_000);
        assertThat(names(table)).containsExactly("z-unserved", "y-paused");
        assertThat(table.quiet()).isEqualTo(3_000);
        assertThat(table.shown()).isNull();
    }

    @Test
    void theUrlUnfoldsThemPageByPage() {
        QueueTable table = table(Map.of("quiet", "shown", "page", "2"), 3_000);
        assertThat(table.rows()).hasSize(QueueTable.MOST_ROWS);
        assertThat(table.shown()).isEqualTo("51 to 100 of 3,002\u00a0queues");
        assertThat(table.before()).isEqualTo("/?range=1h&quiet=shown");
        assertThat(table.next()).isEqualTo("/?range=1h&quiet=shown&page=3");
        assertThat(table.isLong()).isTrue();
    }

    @Test
    void aFilterFindsQuietOnesToo() {
        assertThat(names(table(Map.of("find", "Q-00001"), 3_000))).isEmpty();
        assertThat(names(table(Map.of("find", "Q-001"), 3_000))).hasSize(10).startsWith("q-0010");
    }

    @Test
    void aColumnPutsThemInOrder() {
        List<QueueSnapshot> queues = List.of(lane("few", 1), lane("many", 30), lane("none", 0));
        QueueTable table =
                QueueTable.of(YardScenes.yard(queues.toArray(QueueSnapshot[]::new)), wanted(Map.of("sort", "waiting")));
        assertThat(names(table)).containsExactly("many", "few", "none");
        assertThat(table.heads())
                .filteredOn(head -> head.sorted() != null)
                .extracting(QueueTable.Head::href)
                .as("pressed again it is as before")
                .containsExactly("/?range=1h");
    }

    @Test
    void nonsenseInTheUrlIsNothing() {
        OverviewQuery wanted = wanted(Map.of("sort", "shoe", "page", "-1", "quiet", "x", "range", "y", "find", " "));
        assertThat(wanted.query()).isEqualTo("?range=1h");
        assertThat(wanted(Map.of("find", "a&b=\"<")).query()).isEqualTo("?range=1h&find=a%26b%3D%22%3C");
    }

    private static QueueTable table(Map<String, String> query, int quiet) {
        List<QueueSnapshot> queues = new ArrayList<>(List.of(PAUSED, UNSERVED));
        IntStream.range(0, quiet).forEach(i -> queues.add(lane("q-%04d".formatted(i), 0)));
        Scene scene = YardScenes.yard(queues.toArray(QueueSnapshot[]::new));
        return QueueTable.of(scene, wanted(query));
    }

    private static OverviewQuery wanted(Map<String, String> query) {
        return OverviewQuery.of(query::get);
    }

    private static List<String> names(QueueTable table) {
        return table.rows().stream().map(QueueRow::name).toList();
    }
}
