package io.yardmaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.attempt.Claim;
import io.yardmaster.job.attempt.LogLine;
import io.yardmaster.job.attempt.Progress;
import io.yardmaster.store.ReportStore.Report;
import io.yardmaster.store.redis.RedisLink;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportTest {
    @RegisterExtension
    static final Yard yard = new Yard();

    @Test
    void progressIsTheLastAndLinesAddUp() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        report("a", claim, json(new Progress(10, "ten")), line(1));
        report("a", claim, "", line(2) + line(3));
        report("a", claim, json(new Progress(20, null)), "");
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().progress()).isEqualTo(new Progress(20, null));
        assertThat(yard.reader.log(Yard.QUEUE, "a")).extracting(LogLine::at).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatARunTellsUnderAnOldClaimIsDropped() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        report("a", new Claim(claim.epoch() + 1, claim.startedAt(), "w"), json(new Progress(10, null)), line(1));
        report("gone", claim, json(new Progress(10, null)), line(1));
        assertThat(yard.reader.find(Yard.QUEUE, "a").orElseThrow().progress()).isNull();
        assertThat(yard.reader.log(Yard.QUEUE, "a")).isEmpty();
        assertThat(yard.reader.log(Yard.QUEUE, "gone")).isEmpty();
    }

    @Test
    void aLogThatIsFullTakesNoMore() {
        yard.enqueue("a");
        Claim claim = yard.hold("w", Yard.LEASE_MS, "a");
        String kilo = json(new LogLine(7, "info", "x".repeat(970))) + "\n";
        report("a", claim, "", kilo.repeat(125));
        report("a", claim, "", kilo.repeat(10));
        report("a", claim, "", line(8));
        assertThat(yard.reader.log(Yard.QUEUE, "a")).hasSize(126);
    }

    private static void report(String id, Claim claim, String progress, String lines) {
        RedisLink.await(yard.reports.report(Yard.QUEUE, List.of(new Report(id, claim, progress, lines))));
    }

    private static String line(long at) {
        return json(new LogLine(at, "info", "line")) + "\n";
    }

    private static String json(Object told) {
        return ReportStore.json(told);
    }
}
