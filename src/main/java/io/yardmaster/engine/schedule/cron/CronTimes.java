package io.yardmaster.engine.schedule.cron;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The instants at which an expression is due in a time zone. Fixed times run once: one in a gap at the first instant
 * after it, one in an overlap at the earlier offset. Intervals run whenever the clock on the wall shows a time that they
 * allow: in both hours of an overlap, and never in a gap.
 */
final class CronTimes {
    private final Cron cron;
    private final ZoneRules rules;

    CronTimes(Cron cron, ZoneId zone) {
        this.cron = cron;
        this.rules = zone.getRules();
    }

    /** The first instant after this one; null where there is none within {@link Cron#HORIZON_YEARS}. */
    Instant after(Instant instant) {
        LocalDate end = local(instant).toLocalDate().plusYears(Cron.HORIZON_YEARS);
        return cron.isInterval() ? interval(instant, end) : fixed(instant, end);
    }

    /** Walks the stretches of constant offset. */
    private Instant interval(Instant after, LocalDate end) {
        Instant from = after.plusNanos(1);
        while (true) {
            ZoneOffset offset = rules.getOffset(from);
            LocalDateTime local = LocalDateTime.ofInstant(from, offset);
            LocalDateTime found = cron.from(local, end);
            Instant due = found == null ? null : found.toInstant(offset);
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (found == null && (change == null || !change.getDateTimeAfter().isBefore(local))) {
                return null; // no later stretch shows a time that was not looked at
            }
            boolean beforeChange = change == null || due != null && due.isBefore(change.getInstant());
            if (beforeChange || local(change.getInstant()).toLocalDate().isAfter(end)) {
                return due;
            }
            from = change.getInstant();
        }
    }

    /** Later local times are never earlier instants, so that the first local time with a later instant is the one. */
    private Instant fixed(Instant after, LocalDate end) {
        LocalDateTime at = local(after);
        while (true) {
            at = cron.from(at.plusNanos(1), end);
            if (at == null) {
                return null;
            }
            Instant due = once(at);
            if (due.isAfter(after)) {
                return due;
            }
        }
    }

    private Instant once(LocalDateTime at) {
        ZoneOffsetTransition change = rules.getTransition(at);
        if (change == null) {
            return at.toInstant(rules.getOffset(at));
        }
        return change.isGap() ? change.getInstant() : at.toInstant(change.getOffsetBefore());
    }

    private LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
