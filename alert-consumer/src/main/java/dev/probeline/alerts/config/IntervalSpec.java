package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.TimeInterval;
import dev.probeline.runtime.config.Default;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * Times that come back, with Alertmanager's keys; a range is one value or {@code from:to}, both included.
 *
 * @param weekdays {@code monday:friday}
 * @param daysOfMonth {@code 1:5}; below zero from the month's end, {@code -1} its last
 * @param months by number or name
 * @param location time zone, as in {@code Europe/Berlin}
 */
public record IntervalSpec(
        @Default("[]") List<TimesSpec> times,
        @Default("[]") List<String> weekdays,
        @Default("[]") List<String> daysOfMonth,
        @Default("[]") List<String> months,
        @Default("[]") List<String> years,
        @Default("UTC") String location) {
    public IntervalSpec {
        Spans.WEEKDAYS.all("weekdays", weekdays);
        Spans.DAYS.all("days_of_month", daysOfMonth);
        Spans.MONTHS.all("months", months);
        Spans.YEARS.all("years", years);
        try {
            ZoneId.of(location);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "location: " + location + " (expected: a time zone such as Europe/Berlin)", e);
        }
    }

    TimeInterval interval() {
        return new TimeInterval(
                times.stream().map(TimesSpec::span).toList(),
                Spans.WEEKDAYS.all("weekdays", weekdays),
                Spans.DAYS.all("days_of_month", daysOfMonth),
                Spans.MONTHS.all("months", months),
                Spans.YEARS.all("years", years),
                ZoneId.of(location));
    }
}
