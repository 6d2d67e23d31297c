package dev.probeline.alerts.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probeline.alerts.Windows;
import dev.probeline.schemas.SeriesKey;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
    private static final SeriesKey ROLL_UP =
            new SeriesKey("openai", "gpt-4o", "chat/completions", SeriesKey.ALL, "chat", "main");

    @ParameterizedTest
    @CsvSource({
        "gpt-4o,   gpt-4o,      true",
        "gpt-4o,   gpt-4o-mini, false",
        "gpt-4o*,  gpt-4o-mini, true",
        "*-mini,   gpt-4o-mini, true",
        "gpt-?o,   gpt-4o,      true",
        "gpt-?o,   gpt-o,       false",
        "*4*mini*, gpt-4o-mini, true",
        "*,        anything,    true",
        "gpt.4o,   gpt-4o,      false"
    })
    void globsMatchWholeLabels(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Property
    void aTextWithoutWildcardsMatchesItselfAndAStarMatchesAll(@ForAll String text) {
        if (!text.isEmpty()) {
            assertThat(new Glob(text).matches(text)).isTrue();
        }
        assertThat(new Glob("*").matches(text)).isTrue();
        assertThat(new Glob("*" + text + "*").matches("a" + text + "b")).isTrue();
    }

    @Test
    void aLabelThatIsNotNamedMayHaveAnyValue() {
        assertThat(new Match(Map.of(), Set.of()).covers(Windows.SERIES)).isTrue();
        assertThat(new Match(Map.of(Label.REGION, new Glob("us-*")), Set.of()).covers(Windows.SERIES))
                .isFalse();
    }

    @Test
    void aRollUpIsMetOnlyByARuleThatAsksForIt() {
        Match plain = new Match(Map.of(Label.PROVIDER, new Glob("*")), Set.of());
        Match overRegions = new Match(Map.of(Label.PROVIDER, new Glob("openai")), Set.of(Label.REGION));

        assertThat(plain.covers(ROLL_UP)).isFalse();
        assertThat(overRegions.covers(ROLL_UP)).isTrue();
        assertThat(overRegions.covers(Windows.SERIES)).isFalse();
    }

    @Test
    void aPatternForALabelThatIsRolledUpIsRefused() {
        assertThatThrownBy(() -> new Match(Map.of(Label.REGION, new Glob("eu-*")), Set.of(Label.REGION)))
                .hasMessageContaining("over: region (expected: ");
    }
}
