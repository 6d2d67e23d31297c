package dev.probeline.alerts.core.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * A channel's pace: a short burst, then so many a second. Immutable; the time is given.
 *
 * @param tokens at {@code at}; below zero where some are taken in advance
 */
public record TokenBucket(double burst, double perSecond, double tokens, Instant at) {

    public static TokenBucket full(double burst, double perSecond, Instant now) {
        return new TokenBucket(burst, perSecond, burst, now);
    }

    /** How long until one may be taken; zero if now. */
    public Duration waitAt(Instant now) {
        double missing = 1 - tokensAt(now);
        return missing <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(missing / perSecond * 1e9));
    }

    public TokenBucket takenAt(Instant now) {
        return new TokenBucket(burst, perSecond, tokensAt(now) - 1, now.isAfter(at) ? now : at);
    }

    private double tokensAt(Instant now) {
        double passed = now.isAfter(at) ? Duration.between(at, now).toNanos() / 1e9 : 0;
        return Math.min(burst, tokens + passed * perSecond);
    }
}
