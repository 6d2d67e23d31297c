package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.TimeInterval.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the day. One that passes midnight is two.
 *
 * @param endTime excluded; {@code 24:00} is the day's end
 */
public record TimesSpec(String startTime, String endTime) {
    private static final Pattern FORM = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)");

    public TimesSpec {
        if (minute("start_time", startTime) >= minute("end_time", endTime)) {
            throw new IllegalArgumentException("end_time: " + endTime + " (expected: later than " + startTime
                    + "; write one that passes midnight as two)");
        }
    }

    Span span() {
        return new Span(minute("start_time", startTime), minute("end_time", endTime));
    }

    private static int minute(String name, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(name + ": " + text + " (expected: a time of day such as 09:00)");
        }
        return form.group(3) != null ? 24 * 60 : Integer.parseInt(form.group(1)) * 60 + Integer.parseInt(form.group(2));
    }
}
