package dev.probeline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesKeyTest {

    @Property
    void anyLabelsComeBackFromTheirText(@ForAll("keys") SeriesKey key) {
        assertThat(SeriesKey.parse(key.toString())).isEqualTo(key);
    }

    @Property
    void theTextSurvivesUtf8(@ForAll("keys") SeriesKey key) {
        byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(SeriesKey.parse(new String(bytes, StandardCharsets.UTF_8))).isEqualTo(key);
    }

    @Property
    void distinctLabelsGiveDistinctTexts(@ForAll("keys") SeriesKey one, @ForAll("keys") SeriesKey other) {
        assertThat(one.toString().equals(other.toString())).isEqualTo(one.equals(other));
    }

    @Property
    void aTextIsParsedOnlyIfItIsCanonical(@ForAll("texts") String text) {
        try {
            assertThat(SeriesKey.parse(text)).hasToString(text);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("expected: ");
        }
    }

    @Property
    void noLabelSpellsTheRollUpUnlessItIsTheRollUp(@ForAll("labels") String label) {
        String text = new SeriesKey("p", "m", "e", label, "t", "a").toString();
        assertThat(text.contains("*")).isEqualTo(label.equals(SeriesKey.ALL));
    }

    @Example
    void theTextReadsLikeThis() {
        assertThat(new SeriesKey("openai", "a|b", "chat/completions", SeriesKey.ALL, "50%*", "über"))
                .hasToString("openai|a%7Cb|chat/completions|*|50%25%2A|über");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a|b|c|d|e",
                "a|b|c|d|e|f|g",
                "a|b|c|d|e|%4",
                "a|b|c|d|e|%zz",
                "a|b|c|d|e|%41",
                "a|b|c|d|e|%7c",
                "a|b|c|d|e|a*",
                "a|b|c|d|e|%2A",
                "a|b|c|d|e|%FF"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> SeriesKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("series key: ");
    }

    @Example
    void halfACharacterIsNoLabel() {
        assertThatThrownBy(() -> new SeriesKey("p", "m\ud83d", "e", "r", "t", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("model: ");
    }

    @Provide
    Arbitrary<SeriesKey> keys() {
        Arbitrary<String> label = labels();
        return Combinators.combine(label, label, label, label, label, label).as(SeriesKey::new);
    }

    /** Mostly what needs escaping; never half a surrogate pair. */
    @Provide
    Arbitrary<String> labels() {
        Arbitrary<String> hard = Arbitraries.strings()
                .withChars('|', '%', '*', '2', 'A', 'a', '\n', '\u007f', 'é', '漢', '\u0085')
                .ofMaxLength(4);
        Arbitrary<String> astral = Arbitraries.just("🚀%F0");
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(20)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        return Arbitraries.oneOf(hard, astral, any, Arbitraries.just(SeriesKey.ALL));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('|', '%', '*', '2', 'A', 'a', '7', 'C')
                .ofMaxLength(14);
    }
}
