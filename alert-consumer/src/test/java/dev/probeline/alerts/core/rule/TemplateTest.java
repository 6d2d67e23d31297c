package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    @Test
    void fillsNamesInDoubleBraces() {
        Template template = Template.parse("{{ value }} in {{labels.region}}, $1 \\ {one}");

        assertThat(template.fill(name -> "<" + name + ">")).isEqualTo("<value> in <labels.region>, $1 \\ {one}");
        assertThat(template.labels()).containsExactly("region");
    }

    @Test
    void whatIsFilledInIsNotATemplateItself() {
        assertThat(Template.parse("{{ value }}").fill(name -> "{{ alert }} $0")).isEqualTo("{{ alert }} $0");
    }

    @Test
    void refusesUnknownNamesAndOpenBraces() {
        assertThatThrownBy(() -> Template.parse("{{ valeu }}"))
                .hasMessageStartingWith(
                        "{{ valeu }} (expected: one of labels.<label>, a metric, alert, attempts, condition");
        assertThatThrownBy(() -> Template.parse("{{ value")).hasMessage("{{ value (expected: }} after {{)");
    }

    @ParameterizedTest
    @CsvSource({
        "MILLISECONDS,      7234.4,  7.23 s",
        "MILLISECONDS,      812.51,  813 ms",
        "MILLISECONDS,      150000,  2m30s",
        "RATIO,             0.0512,  5.12 %",
        "RATIO,             1,       100 %",
        "COUNT,             12345,   12345",
        "PER_MINUTE,        3.5,     3.5/min",
        "TOKENS_PER_SECOND, 81.25,   81.3 tokens/s",
        "USD,               0.05,    0.05 USD"
    })
    void valuesAreShownWithTheirUnit(Unit unit, double value, String text) {
        assertThat(unit.show(value)).isEqualTo(text);
    }
}
