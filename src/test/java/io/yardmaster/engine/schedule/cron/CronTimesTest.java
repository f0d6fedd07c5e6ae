package io.yardmaster.engine.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares every next run with {@link CronOracle}: around every transition of 30 years (2000 to 2029) in 25 zones, and
 * through sampled whole years. The full product of 200 expressions is too slow: each transition gets 5 of them, drawn
 * with a fixed seed, so that each expression meets about 25 transitions.
 */
class CronTimesTest {
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2030-01-01T00:00:00Z");
    private static final int PER_TRANSITION = 5;
    /** Half-hour shifts, gaps at midnight, a skipped day, rules that changed, no rules at all. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Europe/London",
            "Europe/Lisbon",
            "Europe/Istanbul",
            "Europe/Moscow",
            "Europe/Chisinau",
            "America/New_York",
            "America/Los_Angeles",
            "America/St_Johns",
            "America/Sao_Paulo",
            "America/Havana",
            "America/Santiago",
            "America/Caracas",
            "America/Asuncion",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Asia/Tehran",
            "Asia/Gaza",
            "Asia/Kathmandu",
            "Asia/Pyongyang",
            "Africa/Casablanca",
            "Antarctica/Troll");

    @Test
    void everyTransitionOf30YearsIn25ZonesIsRight() {
        Random random = new Random(13);
        List<String> all = Expressions.minutes(random);
        int compared = 0;
        for (String zone : ZONES) {
            for (ZoneOffsetTransition change : transitions(ZoneId.of(zone))) {
                Instant from = change.getInstant().minus(36, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
                var walk = new CronOracle.Walk(from, 3 * 1_440, ChronoUnit.MINUTES, ZoneId.of(zone));
                for (int i = 0; i < PER_TRANSITION; i++) {
                    compare(all.get(random.nextInt(all.size())), zone, walk);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(5_000);
    }

    @Test
    void secondsAroundTransitionsAreRight() {
        Random random = new Random(29);
        List<String> all = Expressions.seconds(random);
        for (String zone : ZONES) {
            List<ZoneOffsetTransition> changes = transitions(ZoneId.of(zone));
            for (int i = 0; i < 6 && !changes.isEmpty(); i++) {
                Instant change = changes.get(random.nextInt(changes.size())).getInstant();
                var walk = new CronOracle.Walk(
                        change.minus(2, ChronoUnit.HOURS), 4 * 3_600, ChronoUnit.SECONDS, ZoneId.of(zone));
                for (int n = 0; n < 6; n++) {
                    compare(all.get(random.nextInt(all.size())), zone, walk);
                }
            }
        }
    }

    @Test
    void wholeYearsAreRight() {
        Random random = new Random(7);
        List<String> all = Expressions.minutes(random);
        for (int i = 0; i < 24; i++) {
            String zone = ZONES.get(i);
            Instant from = FROM.plus(random.nextInt(29) * 365L, ChronoUnit.DAYS);
            var walk = new CronOracle.Walk(from, 366 * 1_440, ChronoUnit.MINUTES, ZoneId.of(zone));
            for (int n = 0; n < 3; n++) {
                compare(all.get(random.nextInt(all.size())), zone, walk);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 29 2 *",
                "0 0 29 2 */7",
                "59 23 31 12 7",
                "*/5 * 29 2 *",
                "59 59 23 31 12 *",
                "* * * * * *",
                "0 0 L 2 *",
                "0 0 30 2 *",
                "0-59 0-23 31 4,6,9,11 *"
            })
    void everyAnswerTakesLessThan50Milliseconds(String cron) {
        Timing timing = new Timing(cron, null, "Europe/Berlin", 0);
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < 20 && least >= 50; tries++) { // the machine may be busy with other things
            long begun = System.nanoTime();
            timing.next(FROM.toEpochMilli(), 1_000);
            least = Math.min(least, (System.nanoTime() - begun) / 1_000_000);
        }
        assertThat(least).isLessThan(50);
    }

    @Test
    void anIntervalIsAlignedToItsAnchor() {
        Timing timing = new Timing(null, 7_000L, "UTC", 3_000);
        assertThat(timing.next(0, 2)).containsExactly(10_000L, 17_000L);
        assertThat(timing.next(10_000, 1)).containsExactly(17_000L);
        assertThat(timing.next(9_999, 1)).containsExactly(10_000L);
    }

    @Test
    void whatNeverFiresHasNoNextRun() {
        assertThat(new Timing("0 0 30 2 *", null, "UTC", 0).after(0)).isNull();
        assertThat(new Timing("0 0 31 4,6 *", null, "UTC", 0).after(0)).isNull();
        assertThat(new Timing("* * 30 2 *", null, "Europe/Berlin", 0).after(0)).isNull();
    }

    private static void compare(String cron, String zone, CronOracle.Walk walk) {
        long first = walk.instants[0];
        long last = walk.instants[walk.instants.length - 1];
        List<Long> expected = new CronOracle(cron).due(walk);
        List<Long> found = new Timing(cron, null, zone, 0).next(first - 1, Integer.MAX_VALUE, last);
        // A time that the zone skipped just before the walk is due at the walk's first step, which the oracle cannot
        // see.
        assertThat(found)
                .as(cron + " in " + zone + " from " + Instant.ofEpochMilli(first))
                .isEqualTo(expected);
    }

    private static List<ZoneOffsetTransition> transitions(ZoneId zone) {
        List<ZoneOffsetTransition> all = new ArrayList<>();
        ZoneOffsetTransition next = zone.getRules().nextTransition(FROM);
        while (next != null && next.getInstant().isBefore(TO)) {
            all.add(next);
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return all;
    }
}
