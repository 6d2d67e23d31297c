package dev.probeline.simulator.core;

import dev.probeline.simulator.core.Effect.Instead;
import dev.probeline.simulator.core.Effect.Replay;
import java.time.Duration;
import java.util.Map;

/** Faults of the rate limits and of the headers that tell about them. */
final class LimitFaults {

    private static final String PREFIX = "x-ratelimit-";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private LimitFaults() {}

    /** @param resource {@code tokens} or {@code requests} */
    static Effect reached(String resource, long resetNanos) {
        long limit = resource.equals("tokens") ? 30_000 : 500;
        long requested = resource.equals("tokens") ? 560 : 1;
        return (Instead) (call, organization) -> ErrorReplies.rateLimited(
                        call, organization, resource, limit, limit, requested, resetNanos)
                .with(PREFIX + "limit-" + resource, Long.toString(limit))
                .with(PREFIX + "remaining-" + resource, "0")
                .with(PREFIX + "reset-" + resource, GoDuration.format(resetNanos))
                .with("retry-after", wholeSeconds(resetNanos))
                .with("retry-after-ms", Long.toString(Math.max(1, resetNanos / 1_000_000)));
    }

    static Effect reachedSilently() {
        return (Instead) (call, organization) -> {
            ApiError error = ErrorReplies.rateLimited(call, organization, "requests", 500, 500, 1, 120_000_000);
            return ApiError.edge(error.status(), error.contentType(), error.body());
        };
    }

    static Effect withoutHeaders() {
        return (Replay) (plan, call) -> plan.withHeaders(headers -> {
            headers.keySet().removeIf(name -> name.startsWith(PREFIX));
            return headers;
        });
    }

    /** Shows that {@code share} of each limit is left, whatever really is. */
    static Effect headroom(double share) {
        return (Replay) (plan, call) -> plan.withHeaders(headers -> {
            for (String resource : new String[] {"requests", "tokens"}) {
                show(headers, resource, share);
            }
            return headers;
        });
    }

    /** Retry-After takes no fractions and is at least 1. */
    static String wholeSeconds(long nanos) {
        return Long.toString(Math.max(1, (nanos + 999_999_999) / 1_000_000_000));
    }

    private static void show(Map<String, String> headers, String resource, double share) {
        String limit = headers.get(PREFIX + "limit-" + resource);
        if (limit != null) {
            headers.put(PREFIX + "remaining-" + resource, Long.toString((long) (Long.parseLong(limit) * share)));
            headers.put(PREFIX + "reset-" + resource, GoDuration.format((long) (MINUTE.toNanos() * (1 - share))));
        }
    }
}
