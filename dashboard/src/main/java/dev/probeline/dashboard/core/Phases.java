package dev.probeline.dashboard.core;

import java.util.List;

/**
 * Attempts of one series, oldest first, as columns.
 *
 * @param values by the place in {@link #NAMES}, milliseconds, NaN where not measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and thousands are made
public record Phases(long[] completedAt, boolean[] success, float[][] values) {
    public static final List<String> NAMES =
            List.of("latency_ms", "dns_ms", "connect_ms", "tls_ms", "ttfb_ms", "ttft_ms", "server_processing_ms");
}
