package dev.probeline.alerts.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatcherTest {
    private static final Map<String, String> LABELS = Map.of("region", "eu-west", "severity", "critical");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'region=\"eu-west\"', true",
                "region=eu-west, true",
                "'region = \"eu\"', false",
                "'region!=\"eu-west\"', false",
                "'region=~\"eu-.*\"', true",
                "'region=~\"eu\"', false",
                "'region!~\"us-.*|ap-.*\"', true",
                "'team=\"\"', true",
                "'team!=\"\"', false",
            })
    void meetsLabelsAsAlertmanagerDoes(String text, boolean matches) {
        assertThat(Matcher.parse(text).matches(LABELS)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "region", "region==x", "=x", "region=~\"(\"", "a b=c", "region=\"x"})
    void refusesWhatIsNoMatcherAndSaysWhatIs(String text) {
        assertThatThrownBy(() -> Matcher.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: ");
    }

    @Test
    void itsTextIsReadBack() {
        Matcher odd = Matcher.parse("a=\"say \\\"hi\\\"\\nand \\\\ go\"");

        assertThat(odd.matches(Map.of("a", "say \"hi\"\nand \\ go"))).isTrue();
        assertThat(Matcher.parse(odd.toString())).isEqualTo(odd).hasSameHashCodeAs(odd);
    }
}
