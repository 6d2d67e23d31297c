package dev.probeline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SimulatorConfigTest {

    @Test
    void theExampleIsValid() {
        SimulatorConfig example = SimulatorConfig.example();

        assertThat(example.models()).containsKeys("gpt-4o-mini", "o4-mini", "text-embedding-3-small");
        assertThat(example.regions()).hasSize(3);
        assertThat(example.script()).hasSize(2);
    }

    @Test
    void aValueOutOfBoundsIsToldWithItsBounds() {
        assertThatThrownBy(() -> Harness.config("threads: 0")).hasMessageContaining("threads: 0 (expected: 1 to 256)");
    }

    @Test
    void keysAreNeverShown() {
        assertThat(Harness.config("").toString()).doesNotContain(Harness.KEY).contains("main=****");
    }

    @Test
    void allFaultsOfAFileAreToldAtOnce() {
        assertThatThrownBy(() -> Harness.config("faults: [{fault: stal}, {fault: stall, share: 2}]\nseeds: 3"))
                .hasMessageContaining("faults[0].fault: stal (expected: one of http_401, ")
                .hasMessageContaining("faults[1].share: 2.0 (expected: 0 to 1)")
                .hasMessageContaining("did you mean seed?");
    }
}
