package dev.probeline.producer.config;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.util.Optional;

/**
 * US dollars per million tokens.
 *
 * @param cachedInput input that the provider had in its cache; what input costs unless it is given
 * @param cacheWrite input that the provider puts into its cache; what input costs unless it is given
 * @param reasoning output that the user does not see; what output costs unless it is given
 */
public record Price(
        double input,
        Optional<Double> cachedInput,
        Optional<Double> cacheWrite,
        @Default("0") double output,
        Optional<Double> reasoning) {
    private static final String UNIT = "US dollars per million tokens, 0 or more";

    public Price {
        new Expect()
                .that(input >= 0, "input", input, UNIT)
                .that(cachedInput.orElse(0.0) >= 0, "cached_input", cachedInput.orElse(0.0), UNIT)
                .that(cacheWrite.orElse(0.0) >= 0, "cache_write", cacheWrite.orElse(0.0), UNIT)
                .that(output >= 0, "output", output, UNIT)
                .that(reasoning.orElse(0.0) >= 0, "reasoning", reasoning.orElse(0.0), UNIT)
                .orThrow();
    }

    public double cachedInputOrInput() {
        return cachedInput.orElse(input);
    }

    public double cacheWriteOrInput() {
        return cacheWrite.orElse(input);
    }

    public double reasoningOrOutput() {
        return reasoning.orElse(output);
    }
}
