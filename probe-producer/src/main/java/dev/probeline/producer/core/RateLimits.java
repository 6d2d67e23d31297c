package dev.probeline.producer.core;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

        private long resetIfExhausted() {
            return remaining != null && remaining <= 0 && resetMs != null ? resetMs : 0;
        }

        private Limit or(Limit other) {
            return equals(UNKNOWN) ? other : this;
        }

        private static Limit of(UnaryOperator<String> header, String resource, Instant now) {
            Limit limit = new Limit(
                    Headers.wholeNumber(header.apply("x-ratelimit-limit-" + resource)),
                    Headers.wholeNumber(header.apply("x-ratelimit-remaining-" + resource)),
                    GoDuration.parse(header.apply("x-ratelimit-reset-" + resource))
                            .map(reset -> reset.toMillis())
                            .orElse(null));
            return limit.equals(UNKNOWN) ? anthropic(header, resource, now) : limit;
        }

        /** Anthropic's names, and its resets as instants. */
        private static Limit anthropic(UnaryOperator<String> header, String resource, Instant now) {
            String prefix = "anthropic-ratelimit-" + resource;
            return new Limit(
                    Headers.wholeNumber(header.apply(prefix + "-limit")),
                    Headers.wholeNumber(header.apply(prefix + "-remaining")),
                    millisUntil(header.apply(prefix + "-reset"), now));
        }

        private static Long millisUntil(String instant, Instant now) {
            try {
                return instant == null
                        ? null
                        : Long.valueOf(Math.max(
                                0, OffsetDateTime.parse(instant).toInstant().toEpochMilli() - now.toEpochMilli()));
            } catch (DateTimeException | ArithmeticException e) {
                return null;
            }
        }
    }

    /** Milliseconds until all that is used up is whole again; 0 where nothing is, or nobody says when. */
    long resetOfExhausted() {
        return Math.max(
                requests.resetIfExhausted(), Math.max(tokens.resetIfExhausted(), projectTokens.resetIfExhausted()));
    }

    /**
     * @param header gives a header's value by lower-case name, or null
     * @param now for resets that are told as instants
     */
    public static RateLimits of(UnaryOperator<String> header, Instant now) {
        return new RateLimits(
                Limit.of(header, "requests", now),
                Limit.of(header, "tokens", now).or(Limit.of(header, "tokens_usage_based", now)),
                Limit.of(header, "project-tokens", now));
    }
}
