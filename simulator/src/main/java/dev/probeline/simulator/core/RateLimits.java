package dev.probeline.simulator.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Counts requests and tokens down by API key and model, and lets them grow back, as the rate-limit headers tell. */
final class RateLimits {

    private record Scope(String key, String model) {}

    /** What a request found: its two allowances, each after it was charged, or as it was if it did not fit. */
    record Standing(Allowance requests, Allowance tokens, boolean requestsFit, boolean tokensFit) {

        /** The 429, if one of them did not fit. */
        Optional<ApiError> refusal(Call call, String organization, long tokensAsked) {
            if (requestsFit && tokensFit) {
                return Optional.empty();
            }
            return Optional.of(
                    requestsFit
                            ? refusal(call, organization, "tokens", tokens, tokensAsked)
                            : refusal(call, organization, "requests", requests, 1));
        }

        private static ApiError refusal(Call call, String organization, String resource, Allowance left, long asked) {
            long wait = left.nanosUntil(asked);
            long used = left.limit() - left.remaining();
            return ErrorReplies.rateLimited(call, organization, resource, left.limit(), used, asked, wait)
                    .with("retry-after", LimitFaults.wholeSeconds(wait))
                    .with("retry-after-ms", Long.toString(Math.max(1, wait / 1_000_000)));
        }

        Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("x-ratelimit-limit-requests", Long.toString(requests.limit()));
            headers.put("x-ratelimit-limit-tokens", Long.toString(tokens.limit()));
            headers.put("x-ratelimit-remaining-requests", Long.toString(requests.remaining()));
            headers.put("x-ratelimit-remaining-tokens", Long.toString(tokens.remaining()));
            headers.put("x-ratelimit-reset-requests", GoDuration.format(requests.nanosUntilFull()));
            headers.put("x-ratelimit-reset-tokens", GoDuration.format(tokens.nanosUntilFull()));
            return headers;
        }
    }

    private final Map<Scope, Standing> standings = new ConcurrentHashMap<>();

    /** Charges one request and its tokens; a refused request costs nothing. */
    Standing charge(String key, String model, RateLimit limit, long tokens, long nowNanos) {
        return standings.compute(new Scope(key, model), (scope, before) -> {
            Allowance requests = before == null
                    ? Allowance.full(limit.requestsPerMinute(), nowNanos)
                    : before.requests().refilled(nowNanos);
            Allowance budget = before == null
                    ? Allowance.full(limit.tokensPerMinute(), nowNanos)
                    : before.tokens().refilled(nowNanos);
            boolean requestFits = requests.holds(1);
            boolean tokensFit = budget.holds(tokens);
            return requestFits && tokensFit
                    ? new Standing(requests.less(1), budget.less(tokens), true, true)
                    : new Standing(requests, budget, requestFits, tokensFit);
        });
    }
}
