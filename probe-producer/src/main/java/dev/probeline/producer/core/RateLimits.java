package dev.probeline.producer.core;

import java.util.function.UnaryOperator;

/** Rate limits as the response headers tell them. */
public record RateLimits(Limit requests, Limit tokens, Limit projectTokens) {

    public static final RateLimits UNKNOWN = new RateLimits(Limit.UNKNOWN, Limit.UNKNOWN, Limit.UNKNOWN);

    /**
     * One limited resource; each value is null where its header is absent or unreadable, which is not 0.
     *
     * @param resetMs milliseconds until the limit is whole again
     */
    public record Limit(Long limit, Long remaining, Long resetMs) {
        static final Limit UNKNOWN = new Limit(null, null, null);

        private static Limit of(UnaryOperator<String> header, String resource) {
            return new Limit(
                    Headers.wholeNumber(header.apply("x-ratelimit-limit-" + resource)),
                    Headers.wholeNumber(header.apply("x-ratelimit-remaining-" + resource)),
                    GoDuration.parse(header.apply("x-ratelimit-reset-" + resource))
                            .map(reset -> reset.toMillis())
                            .orElse(null));
        }
    }

    /** @param header gives a header's value by lower-case name, or null */
    public static RateLimits of(UnaryOperator<String> header) {
        return new RateLimits(
                Limit.of(header, "requests"), Limit.of(header, "tokens"), Limit.of(header, "project-tokens"));
    }
}
