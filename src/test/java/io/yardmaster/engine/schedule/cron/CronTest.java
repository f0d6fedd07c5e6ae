package io.yardmaster.engine.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "5/20 * * * *",
                "*/0 * * * *",
                "*/60 * * * *",
                "50-10 * * * *",
                "* * * * FRI-MON",
                "* * W * *",
                "* * 15W * *",
                "* * ? * *",
                "* * * * MON#2",
                "* * * * 5L",
                "* * L-3 * *",
                "* * * L *",
                "* * * * L",
                "-1 * * * *",
                "1- * * * *",
                "1,,2 * * * *",
                ", * * * *",
                "* * * FOO *",
                "+1 * * * *",
                "1--2 * * * *",
                "@every 5m",
                "@reboot",
                "9999999999 * * * *",
                "*/5/5 * * * *",
                "١ * * * *",
                "* * * * MONDAY",
                "1-5-9 * * * *",
                "** * * * *",
                "*-5 * * * *",
                "0 0 0-31 * *"
            })
    void whatIsNotUnderstoodIsRefused(String cron) {
        assertThatThrownBy(() -> Cron.of(cron)).isInstanceOf(BadCronException.class);
    }

    @Test
    void lengthIsBoundedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> Cron.of("0-59/1,".repeat(1_500) + "1 * * * *")).hasMessageContaining("at most 256");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *             | Every minute
            * * * * * *           | Every second
            */30 * * * * *        | Every 30 seconds
            */5 * * * *           | Every 5 minutes
            */7 * * * *           | At minutes 0, 7, 14, 21, 28, 35, 42, 49 and 56 of every hour
            0 * * * *             | Every hour
            @hourly               | Every hour
            5 * * * *             | At minute 5 of every hour
            0 */2 * * *           | Every 2 hours
            30 3 * * *            | At 03:30 every day
            0 9 * * *             | At 09:00 every day
            0 7 * * MON-FRI       | At 07:00, Monday to Friday
            0 0 * * 0             | At 00:00 on Sunday
            0 0 * * FRI-SUN       | At 00:00, Friday to Sunday
            0 0 * * 6,0           | At 00:00, Saturday and Sunday
            0 0 * * 0-2           | At 00:00, Sunday to Tuesday
            0 0 * * 0,1,6         | At 00:00, Monday, Saturday and Sunday
            0 6 1 * *             | At 06:00 on day 1 of the month
            0 0 L * *             | At 00:00 on the last day of the month
            0 0 13 * FRI          | At 00:00 on day 13 of the month or on Friday
            */30 8-18 * * MON-FRI | Every 30 minutes, 08:00 to 18:59, Monday to Friday
            0 0 1 1 *             | At 00:00 on day 1 of the month in January
            15 10 12 * * *        | At 12:10:15 every day
            """)
    void anExpressionIsSaidInWords(String cron, String words) {
        assertThat(new Timing(cron, null, "UTC", 0).words()).isEqualTo(words);
    }

    @Test
    void anIntervalIsSaidInWords() {
        assertThat(new Timing(null, 90_000L, "UTC", 0).words()).isEqualTo("Every 90 seconds");
        assertThat(new Timing(null, 86_400_000L, "UTC", 0).words()).isEqualTo("Every day");
        assertThat(new Timing(null, 1_500L, "UTC", 0).words()).isEqualTo("Every 1500 milliseconds");
    }
}
