package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "*, '', true",
        "*, gpt, true",
        "gpt-*, gpt-4o, true",
        "gpt-*, o4-mini, false",
        "*-mini, gpt-4o-mini, true",
        "g*4*i, gpt-4o-mini, true",
        "gpt-4?, gpt-4o, true",
        "gpt-4?, gpt-4, false",
        "gpt, gpt-4o, false",
        "'', gpt, false",
        "*a*b, aXbXa, false"
    })
    void starsAndQuestionMarksMatch(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }
}
