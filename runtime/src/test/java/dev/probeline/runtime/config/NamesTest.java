package dev.probeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({"interval,interval", "maxTtft,max_ttft", "p95Max,p95_max", "for_,for", "keepFiringFor,keep_firing_for"})
    void componentsAreWrittenInSnakeCase(String component, String key) {
        assertThat(Names.snake(component)).isEqualTo(key);
    }

    @Test
    void aTypingErrorFindsItsNearestName() {
        List<String> known = List.of("interval", "internal", "timeout");

        assertThat(Names.nearest("intervall", known)).contains("interval");
        assertThat(Names.nearest("timout", known)).contains("timeout");
        assertThat(Names.nearest("colour", known)).isEmpty();
        assertThat(Names.nearest("x", List.of())).isEmpty();
    }
}
