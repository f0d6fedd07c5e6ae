package io.yardmaster.insight.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yardmaster.store.call.BucketId;
import io.yardmaster.store.call.Grain;
import org.junit.jupiter.api.Test;

class HistoryGridTest {
    @Test
    void theFirstStepIsTheOneThatFromFallsInto() {
        HistoryGrid steps = HistoryGrid.of(65_000, 181_000, 60_000);
        assertThat(steps.starts()).containsExactly(60_000L, 120_000L, 180_000L);
        assertThat(steps.grain()).isEqualTo(Grain.MINUTE);
        assertThat(steps.indexes(120_000, 0)).containsExactly(2L);
    }

    @Test
    void aStepIsMadeOfTheLongestBucketsThatFit() {
        assertThat(HistoryGrid.of(0, 0, 30_000).grain()).isEqualTo(Grain.TEN_SECONDS);
        assertThat(HistoryGrid.of(0, 1, 30_000).indexes(0, 0)).containsExactly(0L, 1L, 2L);
        assertThat(HistoryGrid.of(0, 0, 7_200_000).grain()).isEqualTo(Grain.HOUR);
        assertThat(HistoryGrid.of(0, 0, 90_000).grain()).isEqualTo(Grain.TEN_SECONDS);
    }

    @Test
    void bucketsThatAreNoLongerKeptAreNotAskedFor() {
        HistoryGrid steps = HistoryGrid.of(0, 60_000, 30_000);
        assertThat(steps.indexes(0, 25_000)).containsExactly(2L);
        assertThat(steps.indexes(0, 90_000)).isEmpty();
    }

    @Test
    void aStepIsReadFromSumsWhereTheyAreOver() {
        long hour = 3_600_000;
        HistoryGrid steps = HistoryGrid.of(0, 24 * hour, 12 * hour);
        assertThat(steps.ids("q", "a", 0, 24 * hour))
                .containsExactly(
                        new BucketId("q", "a", Grain.SIX_HOURS, 0), new BucketId("q", "a", Grain.SIX_HOURS, 1));
        assertThat(steps.ids("q", null, 12 * hour, 24 * hour))
                .as("the last six hours may still be added to")
                .hasSize(7)
                .startsWith(new BucketId("q", Grain.SIX_HOURS, 2), new BucketId("q", Grain.HOUR, 18));
        assertThat(steps.ids("q", null, 0, 24 * hour + Grain.HOUR.keptMs() - 21 * hour))
                .as("the first three hours are no longer kept")
                .hasSize(4)
                .startsWith(new BucketId("q", Grain.HOUR, 3))
                .endsWith(new BucketId("q", Grain.SIX_HOURS, 1));
        assertThat(steps.ids("q", null, 0, 200 * 24 * hour + Grain.HOUR.keptMs()))
                .isEmpty();
    }

    @Test
    void whatIsOutOfBoundsIsRefusedByName() {
        assertThatThrownBy(() -> HistoryGrid.of(0, 1, 0)).hasMessageContaining("stepMs");
        assertThatThrownBy(() -> HistoryGrid.of(0, 1, 15_000)).hasMessageContaining("stepMs");
        assertThatThrownBy(() -> HistoryGrid.of(2, 1, 10_000)).hasMessageContaining("from");
        assertThatThrownBy(() -> HistoryGrid.of(-1, 1, 10_000)).hasMessageContaining("from");
        assertThatThrownBy(() -> HistoryGrid.of(0, Long.MAX_VALUE, 10_000)).hasMessageContaining("at most 1000");
    }

    @Test
    void theWindowDecidesTheGrain() {
        assertThat(Grain.keeping(7_200_000)).isEqualTo(Grain.TEN_SECONDS);
        assertThat(Grain.keeping(7_200_001)).isEqualTo(Grain.MINUTE);
        assertThat(Grain.keeping(172_800_000)).isEqualTo(Grain.MINUTE);
        assertThat(Grain.keeping(172_800_001)).isEqualTo(Grain.HOUR);
    }
}
