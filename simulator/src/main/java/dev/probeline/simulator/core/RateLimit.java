package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;

/** What one API key may ask of one model in a minute. */
public record RateLimit(
        @Default("30000") long requestsPerMinute,
        @Default("150000000") long tokensPerMinute) {

    public RateLimit {
        new Expect()
                .that(requestsPerMinute >= 1, "requests_per_minute", requestsPerMinute, "at least 1")
                .that(tokensPerMinute >= 1, "tokens_per_minute", tokensPerMinute, "at least 1")
                .orThrow();
    }
}
