package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "30s,PT30S",
        "1m30s,PT1M30S",
        "1h,PT1H",
        "2d,PT48H",
        "0s,PT0S",
        "90m,PT90M",
        "1m5ms,PT1M0.005S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "PT30S",
                "30 s",
                "-1s",
                "1.5s",
                "s",
                "1s1m",
                "1m1m",
                "1M",
                "1us",
                "99999999999999999999s",
                "9999999999999d"
            })
    void refusesTheRestAndSaysWhatItWants(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text + " (expected: a duration such as 250ms, 30s, 1m30s, 1h or 2d)");
    }

    @Property
    void whatIsFormattedParsesToTheSame(@ForAll @LongRange(min = 0) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT90S,1m30s", "PT36H,1d12h", "PT0.0009S,0s", "PT-1.5S,-1s500ms"})
    void formatsWithTheLargestUnits(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }
}
