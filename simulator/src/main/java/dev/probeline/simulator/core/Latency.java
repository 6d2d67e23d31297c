package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A lognormal latency: half of the draws are below {@code median}, {@code sigma} is the standard deviation of the
 * logarithm, and a {@code tailShare} of the draws is {@code tailFactor} times as slow.
 */
public record Latency(
        Duration median,
        @Default("0.2") double sigma,
        @Default("0.0") double tailShare,
        @Default("5.0") double tailFactor) {

    public Latency {
        new Expect()
                .that(!median.isNegative(), "median", median, "at least 0s")
                .that(sigma >= 0 && sigma <= 3, "sigma", sigma, "0 to 3")
                .that(tailShare >= 0 && tailShare <= 1, "tail_share", tailShare, "0 to 1")
                .that(tailFactor >= 1, "tail_factor", tailFactor, "at least 1")
                .orThrow();
    }

    /** A latency that never varies. */
    public static Latency constant(Duration value) {
        return new Latency(value, 0, 0, 1);
    }

    long drawNanos(RandomGenerator random) {
        double factor = Math.exp(sigma * random.nextGaussian());
        if (random.nextDouble() < tailShare) {
            factor *= tailFactor;
        }
        return Math.round(median.toNanos() * factor);
    }
}
