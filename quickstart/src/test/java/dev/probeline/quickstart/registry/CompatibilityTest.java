package dev.probeline.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
    private static final Schema OLDEST = record("{\"name\":\"x\",\"type\":\"int\"}");
    private static final Schema OLD = record("");
    private static final Schema ADDS_WITHOUT_DEFAULT = record("{\"name\":\"y\",\"type\":\"int\"}");
    private static final Schema ADDS_WITH_DEFAULT = record("{\"name\":\"y\",\"type\":\"int\",\"default\":0}");

    @ParameterizedTest
    @CsvSource({
        "NONE, true",
        "BACKWARD, false",
        "BACKWARD_TRANSITIVE, false",
        "FORWARD, true",
        "FORWARD_TRANSITIVE, false",
        "FULL, false",
        "FULL_TRANSITIVE, false"
    })
    void aFieldWithoutDefaultPasses(Compatibility level, boolean passes) {
        assertThat(level.objections(ADDS_WITHOUT_DEFAULT, List.of(OLDEST, OLD)).isEmpty())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, true",
        "BACKWARD, true",
        "BACKWARD_TRANSITIVE, true",
        "FORWARD, true",
        "FORWARD_TRANSITIVE, false",
        "FULL, true",
        "FULL_TRANSITIVE, false"
    })
    void aFieldWithDefaultPasses(Compatibility level, boolean passes) {
        assertThat(level.objections(ADDS_WITH_DEFAULT, List.of(OLDEST, OLD)).isEmpty())
                .isEqualTo(passes);
    }

    private static Schema record(String fields) {
        return Registry.parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }
}
