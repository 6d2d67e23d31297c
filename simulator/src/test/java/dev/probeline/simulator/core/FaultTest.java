package dev.probeline.simulator.core;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

    @ParameterizedTest
    @EnumSource
    void everyKindIsFoundByNameAndTakesItsOwnDefaults(FaultKind kind) {
        Fault.of(kind.id(), kind.defaults());
    }

    @Test
    void anUnknownFaultNamesThoseThereAre() {
        assertThatThrownBy(() -> Fault.of("http_5000", Map.of()))
                .hasMessageStartingWith("fault: http_5000 (expected: one of http_401, ");
    }

    @Test
    void anUnknownParameterNamesThoseThereAre() {
        assertThatThrownBy(() -> Fault.of("stall", Map.of("after", "3")))
                .hasMessage("with: after is no parameter of stall (expected: after_chunks)");
    }

    @Test
    void aBadParameterSaysWhatIsExpected() {
        assertThatThrownBy(() -> Fault.of("slow_ttft", Map.of("extra", "soon")))
                .hasMessageStartingWith("with: extra: soon (expected: a duration");
    }
}
