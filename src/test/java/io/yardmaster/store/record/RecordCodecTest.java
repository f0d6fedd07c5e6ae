package io.yardmaster.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.yardmaster.job.Job;
import io.yardmaster.job.Option;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Tally;
import io.yardmaster.job.Times;
import io.yardmaster.job.Work;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Jitter;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.job.text.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private static final Rules RULES = Rules.NONE
            .with(Option.MAX_ATTEMPTS, 7L)
            .with(Option.BACKOFF, new Backoff(Backoff.Type.LINEAR, 10, 20, Jitter.FULL))
            .with(Option.TIMEOUT_MS, 604_800_000L);
    private static final Trace TRACE = new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);
    private static final Job FULL = new Job(
            "id:1",
            "q",
            new Work("type.x", "{\"s\":\"ü𝄞\"}", 100, List.of("a", "ä b")),
            RULES,
            new Times(1, 2, 3),
            new Past(new Tally(99, 2, 100), "null", "source:1", null, TRACE));
    private static final Job BARE =
            new Job("b", "q", new Work("t".repeat(128), null, 1, List.of()), Rules.NONE, Times.of(0, 0), Past.NONE);

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everythingComesBackWithItsEnding(Reason reason) {
        Ending ending = new Ending(reason, reason == Reason.LOST ? null : "wörd");
        assertThat(read(RecordCodec.pack(FULL, ending))).isEqualTo(new Stored(FULL, ending, null, false));
        assertThat(Stored.read("q", "b", RecordCodec.pack(BARE), 0)).isEqualTo(new Stored(BARE, null, null, false));
    }

    @Test
    void aTraceTakesASectionAndNoTraceTakesNothing() {
        Job traced = new Job("b", "q", BARE.work(), BARE.rules(), BARE.times(), Past.NONE.trace(TRACE));
        assertThat(RecordCodec.pack(traced))
                .startsWith(RecordCodec.pack(BARE))
                .hasSize(RecordCodec.pack(BARE).length + 57);
    }

    @Test
    void scriptsFindWhatTheyReadAtFixedPlaces() {
        byte[] record = RecordCodec.pack(FULL);
        assertThat(record[0]).isEqualTo((byte) 2);
        assertThat(record[2]).isEqualTo((byte) 100);
        assertThat(record[3]).isEqualTo((byte) 2);
        assertThat(record[15]).isEqualTo((byte) 3);
        assertThat(record[21]).isEqualTo((byte) 2);
        assertThat(record[22]).isZero();
        assertThat(new String(record, 24, record[23])).isEqualTo("type.x");
    }

    @Test
    void aRecordCutAnywhereIsUnreadableOrStillOne() {
        byte[] record = RecordCodec.pack(FULL, new Ending(Reason.FATAL, "no"));
        IntStream.range(0, 30).forEach(size -> {
            Stored cut = read(Arrays.copyOf(record, size));
            assertThat(cut.isReadable()).as("of %d bytes", size).isFalse();
            assertThat(cut.newer()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 9, 31})
    void aNewerFormatIsSaidToBeOne(int format) {
        byte[] record = RecordCodec.pack(FULL);
        record[0] = (byte) format;
        assertThat(read(record).newer()).isTrue();
        assertThat(read(record).unreadable()).contains("format " + format);
    }

    @Test
    void aSectionOfANewerProgramIsSaidToBeOne() {
        byte[] record = RecordCodec.pack(BARE);
        byte[] more = Arrays.copyOf(record, record.length + 3);
        more[record.length] = (byte) 250;
        more[record.length + 1] = 1;
        assertThat(read(more).newer()).isTrue();
        assertThat(read(more).unreadable()).contains("section 250");
    }

    @Test
    void textThatSomebodyTypedIsNoNewerRecord() {
        assertThat(read("nonsense".getBytes()).newer()).isFalse();
        assertThat(read("nonsense".getBytes()).isReadable()).isFalse();
        assertThat(read(new byte[0]).unreadable()).contains("missing");
        assertThat(read(null).unreadable()).contains("missing");
    }

    private static Stored read(byte[] record) {
        return Stored.read("q", "id:1", record, 5);
    }
}
