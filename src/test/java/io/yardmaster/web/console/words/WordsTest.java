package io.yardmaster.web.console.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "1204|1,204",
                "9999|9,999",
                "12400|12.4k",
                "620000|620k",
                "999499|999.5k",
                "3100000|3.1 M",
                "1580000|1.6 M",
                "2000000000|2 G"
            })
    void countsKeepFourDigits(long value, String words) {
        assertThat(plain(Words.count(value))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 ms",
                "0.4|0.4 ms",
                "850|850 ms",
                "999.4|999 ms",
                "999.6|1 s",
                "2400|2.4 s",
                "9949|9.9 s",
                "9951|10 s",
                "38000|38 s",
                "59499|59 s",
                "59500|1 m",
                "192000|3 m 12 s",
                "1080000|18 m",
                "4920000|1 h 22 m",
                "86400000|1 d",
                "525600000|6 d 2 h",
                "-5|0 ms"
            })
    void durationsNameTheirTwoLargestUnits(double ms, String words) {
        assertThat(plain(Words.duration(ms))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.994|99.4 %", "1|100 %", "0|0 %", "0.0042|0.4 %"})
    void sharesHaveOneDecimal(double share, String words) {
        assertThat(plain(Words.percent(share))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|1 byte", "412|412 bytes", "12400|12.4 kB", "3100000|3.1 MB", "2000000000|2 GB"})
    void bytesArePowersOfAThousand(long bytes, String words) {
        assertThat(plain(Words.bytes(bytes))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1|1 job", "0|0 jobs", "4812|4,812 jobs"})
    void nounsAreInThePluralUnlessItIsOne(long count, String words) {
        assertThat(plain(Words.count(count, "job"))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "0.42|0.4", "9.96|10", "1132.4|1,132"})
    void smallRatesHaveOneDecimal(double rate, String words) {
        assertThat(Words.rate(rate)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 jobs", "0.42|0.4 jobs", "1|1 job", "1.02|1 job", "1.1|1.1 jobs", "1132.4|1,132 jobs"})
    void aRateOfOneHasItsNounInTheSingular(double rate, String words) {
        assertThat(plain(Words.rate(rate, "job"))).isEqualTo(words);
    }

    @Test
    void numbersOfASentenceAreHeldToTheirUnits() {
        assertThat(Words.unbroken("about 57 % of 3 attempts in 5 m, 2 of 10 slots, 30 s, 5 more"))
                .isEqualTo("about 57\u00a0% of 3\u00a0attempts in 5\u00a0m, 2 of 10 slots, 30\u00a0s, 5 more");
    }

    private static String plain(String words) {
        return words.replace('\u00a0', ' ');
    }
}
