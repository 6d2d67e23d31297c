package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.util.Optional;

/** US dollars per million tokens; cached input costs what input costs unless it is given. */
public record Price(
        double input,
        Optional<Double> cachedInput,
        @Default("0") double output) {
    public Price {
        new Expect()
                .that(input >= 0, "input", input, "US dollars per million tokens")
                .that(cachedInput.orElse(0.0) >= 0, "cached_input", cachedInput.orElse(0.0), "US dollars, as above")
                .that(output >= 0, "output", output, "US dollars per million tokens")
                .orThrow();
    }

    public double cachedInputOrInput() {
        return cachedInput.orElse(input);
    }
}
