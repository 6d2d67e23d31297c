package dev.probeline.alerts.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probeline.alerts.core.route.TimeInterval.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final TimeInterval OFFICE = new TimeInterval(
            List.of(new Span(9 * 60, 17 * 60)), List.of(new Span(1, 5)), List.of(), List.of(), List.of(), BERLIN);
    private static final TimeInterval CLOSING =
            new TimeInterval(List.of(), List.of(), List.of(new Span(-2, -1)), List.of(), List.of(), BERLIN);

    @ParameterizedTest
    @CsvSource({
        "2026-11-02T08:00:00Z, true, Monday 9:00 in winter",
        "2026-11-02T07:59:59Z, false, a second too early",
        "2026-11-02T16:00:00Z, false, the end is excluded",
        "2026-07-06T07:00:00Z, true, Monday 9:00 in summer",
        "2026-11-01T10:00:00Z, false, Sunday"
    })
    void isWithinTheHoursOfTheZone(Instant instant, boolean within, String why) {
        assertThat(OFFICE.contains(instant)).as(why).isEqualTo(within);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T12:00:00Z, true",
        "2026-02-28T12:00:00Z, true",
        "2028-02-28T12:00:00Z, true",
        "2028-02-27T12:00:00Z, false",
        "2026-03-01T12:00:00Z, false",
        "2026-01-31T23:30:00Z, false"
    })
    void countsFromTheMonthsEndToo(Instant instant, boolean within) {
        assertThat(CLOSING.contains(instant)).isEqualTo(within);
    }
}
