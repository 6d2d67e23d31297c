package dev.probeline.producer.core;

/**
 * The figures of one attempt in milliseconds; null is "not measured", never 0.
 *
 * <p>{@code latency} is what the caller waited, with name resolution, TCP and TLS where this call paid for them.
 * {@code ttfb}, {@code ttft} and {@code ttfr} count from the start of the request's writing, so that warm and cold
 * calls compare.
 */
public record Timings(
        double latency,
        Double ttfb,
        Double ttft,
        Double ttfr,
        Double dns,
        Double connect,
        Double tls,
        Double maxChunkGap,
        Double interToken,
        Double outputTokensPerSecond) {

    public static Timings of(CallPhases call, Reading reading) {
        StreamTimes stream = reading.times();
        Double tls = between(call.tlsStart(), call.tlsEnd());
        Double connect = between(call.connectStart(), call.connectEnd());
        return new Timings(
                millis(reading.endNanos() - call.begin()),
                between(call.requestStart(), call.firstByte()),
                between(call.requestStart(), stream.firstContent()),
                between(call.requestStart(), stream.firstReasoning()),
                call.connected() ? between(call.dnsStart(), call.dnsEnd()) : null,
                connect == null || tls == null ? connect : Double.valueOf(connect - tls),
                tls,
                stream.largestGap() == null ? null : Double.valueOf(millis(stream.largestGap())),
                interToken(reading),
                speed(reading));
    }

    /** (end − first content) / (tokens − 1): the first token has its own figure. */
    private static Double interToken(Reading reading) {
        Long tokens = writtenTokens(reading);
        Double after = between(reading.times().firstContent(), reading.endNanos());
        return tokens == null || tokens < 2 || after == null ? null : Double.valueOf(after / (tokens - 1));
    }

    /** (tokens − 1) / (last content − first content), after Artificial Analysis' "output speed". */
    private static Double speed(Reading reading) {
        Long tokens = writtenTokens(reading);
        Double span = between(reading.times().firstContent(), reading.times().lastContent());
        boolean measurable = tokens != null && tokens >= 2 && span != null && span > 0;
        return measurable ? Double.valueOf((tokens - 1) * 1_000 / span) : null;
    }

    /** Those that came as content. Unknown where reasoning was shown but not counted apart, as by Anthropic. */
    private static Long writtenTokens(Reading reading) {
        boolean mixed =
                reading.times().firstReasoning() != null && reading.usage().reasoningTokens() == null;
        return mixed ? null : reading.usage().visibleTokens();
    }

    private static Double between(Long from, Long to) {
        return from == null || to == null ? null : Double.valueOf(millis(to - from));
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
