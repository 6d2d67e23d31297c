package dev.probeline.aggregator.io;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import dev.probeline.runtime.config.Durations;
import dev.probeline.schemas.events.Distribution;
import dev.probeline.schemas.events.ProbeMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A window as a point: tags are the labels and the window's length, the time is the window's end. Same series, window
 * and time is the same point, so a revision or a repetition overwrites it. A store may overwrite field by field: no
 * field is taken back, because counts only grow from revision to revision.
 */
final class WindowPoint {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9_]{0,39}");

    private WindowPoint() {}

    static Point of(ProbeMetrics m) {
        Point point = Point.measurement(Measurement.WINDOWS.table())
                .time(m.getWindowEnd().toEpochMilli(), WritePrecision.MS)
                .addTag("provider", TagText.of(m.getProvider()))
                .addTag("model", TagText.of(m.getModel()))
                .addTag("endpoint", TagText.of(m.getEndpoint()))
                .addTag("region", TagText.of(m.getRegion()))
                .addTag("target", TagText.of(m.getTarget()))
                .addTag("api_key_alias", TagText.of(m.getApiKeyAlias()))
                .addTag("window", Durations.format(Duration.ofMillis(m.getWindowSizeMs())))
                .addField("revision", m.getRevision())
                .addField("final", m.getFinal$())
                .addField("attempts", m.getAttempts())
                .addField("probes", m.getProbes())
                .addField("failures", m.getFailures())
                .addField("error_rate", m.getErrorRate())
                .addField("eligible_probes", m.getEligibleProbes())
                .addField("successful_probes", m.getSuccessfulProbes())
                .addField("availability", m.getAvailability())
                .addField("throughput_rpm", m.getThroughputRpm())
                .addField("prompt_tokens", m.getPromptTokens())
                .addField("cached_tokens", m.getCachedTokens())
                .addField("completion_tokens", m.getCompletionTokens())
                .addField("reasoning_tokens", m.getReasoningTokens())
                .addField("cost_usd", m.getCostUsd())
                .addField("min_ratelimit_headroom_requests", m.getMinRatelimitHeadroomRequests())
                .addField("min_ratelimit_headroom_tokens", m.getMinRatelimitHeadroomTokens())
                .addField("min_ratelimit_headroom_project_tokens", m.getMinRatelimitHeadroomProjectTokens())
                .addField("expected_probes", m.getExpectedProbes())
                .addField("completeness", m.getCompleteness());
        add(point, "latency_ms", m.getLatencyMs());
        add(point, "ttft_ms", m.getTtftMs());
        add(point, "output_tokens_per_second", m.getOutputTokensPerSecond());
        add(point, "failures_", m.getErrorsByFaultDomain());
        add(point, "errors_", m.getErrorsByType());
        add(point, "status_", m.getAttemptsByStatus());
        return point;
    }

    /** What is no plain name, as a foreign prober may send it, is counted under {@code other}: a field is a column. */
    private static void add(Point point, String prefix, Map<String, Long> counts) {
        Map<String, Long> plain = new TreeMap<>();
        counts.forEach((name, count) -> plain.merge(PLAIN.matcher(name).matches() ? name : "other", count, Long::sum));
        plain.forEach((name, count) -> point.addField(prefix + name, count));
    }

    private static void add(Point point, String name, Distribution d) {
        point.addField(name + "_count", d.getCount())
                .addField(name + "_min", d.getMin())
                .addField(name + "_max", d.getMax())
                .addField(name + "_mean", d.getMean())
                .addField(name + "_stddev", d.getStddev())
                .addField(name + "_p50", d.getP50())
                .addField(name + "_p95", d.getP95())
                .addField(name + "_p99", d.getP99())
                .addField(name + "_p999", d.getP999());
    }
}
