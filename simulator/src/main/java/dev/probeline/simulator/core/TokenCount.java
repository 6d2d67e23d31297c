package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.util.random.RandomGenerator;

/** How many tokens a model answers with: lognormal, at least one. */
public record TokenCount(
        @Default("24") int median, @Default("0.2") double sigma) {

    public TokenCount {
        new Expect()
                .that(median >= 1 && median <= 100_000, "median", median, "1 to 100000")
                .that(sigma >= 0 && sigma <= 3, "sigma", sigma, "0 to 3")
                .orThrow();
    }

    int draw(RandomGenerator random) {
        return (int) Math.max(1, Math.round(median * Math.exp(sigma * random.nextGaussian())));
    }
}
