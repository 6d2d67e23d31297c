package dev.probeline.aggregator.io;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import java.util.Objects;

/**
 * An attempt as a point: tags are the labels, the time is the completion. {@code success} is 1 or 0, so that its mean is
 * a success rate. The text of an error stays on the topic.
 *
 * <p>Two attempts of a series may complete in one millisecond and must be two points, but an attempt written twice only
 * one: its microseconds are taken from its identity. A tag would tell them apart too, at the price of a series each.
 */
final class ResultPoint {
    private static final int MICROS = 1_000;

    private ResultPoint() {}

    static Point of(ProbeResult r) {
        return Point.measurement(Measurement.RESULTS.table())
                .time(micros(r), WritePrecision.US)
                .addTag("provider", TagText.of(r.getProvider()))
                .addTag("model", TagText.of(r.getModel()))
                .addTag("endpoint", TagText.of(r.getEndpoint()))
                .addTag("region", TagText.of(r.getRegion()))
                .addTag("target", TagText.of(r.getTarget()))
                .addTag("api_key_alias", TagText.of(r.getApiKeyAlias()))
                .addField("success", r.getOutcome() == Outcome.success ? 1L : 0L)
                .addField("attempt", (long) r.getAttempt())
                .addField("final", r.getFinal$())
                .addField("probe_id", r.getProbeId())
                .addField("prober", r.getProber())
                .addField("error_type", r.getErrorType())
                .addField("fault_domain", r.getFaultDomain().name())
                .addField("status_code", r.getStatusCode())
                .addField("latency_ms", r.getLatencyMs())
                .addField("ttfb_ms", r.getTtfbMs())
                .addField("ttft_ms", r.getTtftMs())
                .addField("dns_ms", r.getDnsMs())
                .addField("connect_ms", r.getConnectMs())
                .addField("tls_ms", r.getTlsMs())
                .addField("server_processing_ms", r.getServerProcessingMs())
                .addField("max_chunk_gap_ms", r.getMaxChunkGapMs())
                .addField("inter_token_ms", r.getInterTokenMs())
                .addField("output_tokens_per_second", r.getOutputTokensPerSecond())
                .addField("prompt_tokens", r.getPromptTokens())
                .addField("cached_tokens", r.getCachedTokens())
                .addField("completion_tokens", r.getCompletionTokens())
                .addField("reasoning_tokens", r.getReasoningTokens())
                .addField("cost_usd", r.getCostUsd())
                .addField("ratelimit_remaining_requests", r.getRatelimitRemainingRequests())
                .addField("ratelimit_remaining_tokens", r.getRatelimitRemainingTokens())
                .addField("request_id", r.getRequestId());
    }

    private static long micros(ProbeResult r) {
        int own = Math.floorMod(Objects.hash(r.getProbeId(), r.getAttempt()), MICROS);
        return r.getCompletedAt().toEpochMilli() * MICROS + own;
    }
}
