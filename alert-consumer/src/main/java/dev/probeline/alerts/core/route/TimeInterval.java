package dev.probeline.alerts.core.route;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * Times that come back, in a time zone, as Alertmanager has them: within any of the ranges of every kind; a kind without
 * ranges does not limit.
 *
 * @param times minutes of the day, the end excluded
 * @param weekdays 0 is Sunday
 * @param daysOfMonth below zero from the month's end, -1 its last
 */
public record TimeInterval(
        List<Span> times,
        List<Span> weekdays,
        List<Span> daysOfMonth,
        List<Span> months,
        List<Span> years,
        ZoneId zone) {

    /** From and to, both included. */
    public record Span(int from, int to) {
        boolean has(int value) {
            return from <= value && value <= to;
        }
    }

    public boolean contains(Instant instant) {
        ZonedDateTime there = instant.atZone(zone);
        int minute = there.getHour() * 60 + there.getMinute();
        return (times.isEmpty() || times.stream().anyMatch(span -> span.from() <= minute && minute < span.to()))
                && within(weekdays, there.getDayOfWeek().getValue() % 7)
                && withinMonth(there.toLocalDate())
                && within(months, there.getMonthValue())
                && within(years, there.getYear());
    }

    private boolean withinMonth(LocalDate date) {
        int length = date.lengthOfMonth();
        return daysOfMonth.isEmpty()
                || daysOfMonth.stream()
                        .map(span -> new Span(dayOf(span.from(), length), dayOf(span.to(), length)))
                        .anyMatch(span -> span.has(date.getDayOfMonth()));
    }

    private static int dayOf(int day, int length) {
        return day < 0 ? length + 1 + day : day;
    }

    private static boolean within(List<Span> spans, int value) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.has(value));
    }
}
