package dev.probeline.producer.core;

import dev.probeline.schemas.events.ProbeResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the answers to one key and model said about its rate limits, and until when they asked not to be called.
 * Immutable; an answer that says nothing changes nothing.
 *
 * @param seenAt when the limits were told; null before the first time
 * @param refusedAt when a pause was last asked for: only the success of a call that was made later ends it
 * @param pausedBy retry_after or limit_reset; null when nobody asked for a pause
 */
public record KeyLimits(RateLimits limits, Instant seenAt, Instant refusedAt, Instant pausedUntil, String pausedBy) {
    public static final KeyLimits UNKNOWN = new KeyLimits(RateLimits.UNKNOWN, null, Instant.MIN, Instant.MIN, null);

    /** A limit by the minute that was told an hour ago says nothing; one by the day still does until its reset. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    /** @param longestPause bound on any pause that is asked for */
    public KeyLimits after(ProbeResult attempt, Duration longestPause) {
        Instant at = attempt.getCompletedAt();
        RateLimits told = limits(attempt);
        boolean silent = told.equals(RateLimits.UNKNOWN);
        RateLimits known = silent ? limits : told;
        Instant seen = silent ? seenAt : at;
        Long asked = attempt.getRetryAfterMs();
        if (asked != null) {
            return paused(known, seen, at, least(asked, longestPause), "retry_after");
        }
        long reset = told.resetOfExhausted();
        if (reset > 0) {
            return paused(known, seen, at, least(reset, longestPause), "limit_reset");
        }
        boolean lifted =
                attempt.getErrorType() == null && attempt.getStartedAt().isAfter(refusedAt);
        return lifted
                ? new KeyLimits(known, seen, Instant.MIN, Instant.MIN, null)
                : new KeyLimits(known, seen, refusedAt, pausedUntil, pausedBy);
    }

    /** Of two pauses the longer holds. */
    private KeyLimits paused(RateLimits known, Instant seen, Instant at, Duration pause, String by) {
        Instant refused = at.isAfter(refusedAt) ? at : refusedAt;
        Instant until = at.plus(pause);
        return until.isAfter(pausedUntil)
                ? new KeyLimits(known, seen, refused, until, by)
                : new KeyLimits(known, seen, refused, pausedUntil, pausedBy);
    }

    /** What remains of each limit, where that is known and not too long ago. */
    public List<Headroom> headroom(Instant now) {
        List<Headroom> headroom = new ArrayList<>();
        if (seenAt != null) {
            add(headroom, "requests", limits.requests(), now);
            add(headroom, "tokens", limits.tokens(), now);
            add(headroom, "project_tokens", limits.projectTokens(), now);
        }
        return headroom;
    }

    private void add(List<Headroom> headroom, String name, RateLimits.Limit limit, Instant now) {
        if (limit.limit() == null || limit.limit() <= 0 || limit.remaining() == null) {
            return;
        }
        Duration reset = Duration.ofMillis(limit.resetMs() == null ? 0 : limit.resetMs());
        if (now.isBefore(seenAt.plus(reset.compareTo(MEMORY) > 0 ? reset : MEMORY))) {
            headroom.add(new Headroom(name, Math.min(1, (double) limit.remaining() / limit.limit())));
        }
    }

    private static Duration least(long millis, Duration bound) {
        return Duration.ofMillis(Math.min(millis, bound.toMillis()));
    }

    private static RateLimits limits(ProbeResult attempt) {
        return new RateLimits(
                new RateLimits.Limit(
                        attempt.getRatelimitLimitRequests(),
                        attempt.getRatelimitRemainingRequests(),
                        attempt.getRatelimitResetRequestsMs()),
                new RateLimits.Limit(
                        attempt.getRatelimitLimitTokens(),
                        attempt.getRatelimitRemainingTokens(),
                        attempt.getRatelimitResetTokensMs()),
                new RateLimits.Limit(
                        attempt.getRatelimitLimitProjectTokens(),
                        attempt.getRatelimitRemainingProjectTokens(),
                        attempt.getRatelimitResetProjectTokensMs()));
    }
}
