package dev.probeline.producer.config;

import dev.probeline.runtime.config.Expect;
import java.util.Optional;

/**
 * The most that probes may use up in one day of UTC; what is not given has no bound.
 *
 * @param tokensPerDay input and output together, as the provider bills them
 * @param usdPerDay by the table of prices
 */
public record Budget(Optional<Long> tokensPerDay, Optional<Double> usdPerDay) {
    public static final Budget NONE = new Budget(Optional.empty(), Optional.empty());

    public Budget {
        new Expect()
                .that(tokensPerDay.orElse(1L) > 0, "tokens_per_day", tokensPerDay.orElse(1L), "at least 1")
                .that(usdPerDay.orElse(1.0) > 0, "usd_per_day", usdPerDay.orElse(1.0), "more than 0")
                .orThrow();
    }

    public boolean isBounded() {
        return tokensPerDay.isPresent() || usdPerDay.isPresent();
    }
}
