package io.yardmaster.web.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasureTest {
    @ParameterizedTest
    @CsvSource({"0,0 ms", "1500,1500 ms", "2000,2 s", "90000,90 s", "600000,10 min", "86400000,1 d", "129600000,36 h"})
    void aDurationIsReadAsItIsWritten(long ms, String text) {
        assertThat(Measure.duration(ms)).isEqualTo(text);
        assertThat(Measure.durationOf(text)).hasValue(ms);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1 KiB", "64000000,64 MB", "67108864,64 MiB", "2000000000,2 GB"})
    void aSizeIsReadAsItIsWritten(long bytes, String text) {
        assertThat(Measure.bytes(bytes)).isEqualTo(text);
        assertThat(Measure.bytesOf(text)).hasValue(bytes);
    }

    @Test
    void fractionsAndBlanksAreRead() {
        assertThat(Measure.durationOf(" 1.5h ")).hasValue(5_400_000);
        assertThat(Measure.bytesOf("0.5 kB")).hasValue(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-1 s", "1 week", "1,5 s", "1e9 s", "999999999999999 d", "1 s 2"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Measure.durationOf(text)).isEmpty();
    }
}
