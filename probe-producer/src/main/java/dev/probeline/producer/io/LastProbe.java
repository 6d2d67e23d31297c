package dev.probeline.producer.io;

import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The gauges of one target's last probe. What was not measured is NaN, not 0. */
final class LastProbe {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private volatile ProbeResult result;

    LastProbe(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        gauge("probe.success", null, tags, r -> r.getOutcome() == Outcome.success ? 1.0 : 0.0);
        gauge("probe.http.status.code", null, tags, r -> number(r.getStatusCode()));
        seconds("probe.duration", tags, ProbeResult::getLatencyMs);
        phase("resolve", ProbeResult::getDnsMs);
        phase("connect", ProbeResult::getConnectMs);
        phase("tls", ProbeResult::getTlsMs);
        phase("processing", ProbeResult::getTtfbMs);
        phase("transfer", Waterfall::transferMs);
        limits("requests", ProbeResult::getRatelimitLimitRequests, ProbeResult::getRatelimitRemainingRequests);
        limits("tokens", ProbeResult::getRatelimitLimitTokens, ProbeResult::getRatelimitRemainingTokens);
        reset("requests", ProbeResult::getRatelimitResetRequestsMs);
        reset("tokens", ProbeResult::getRatelimitResetTokensMs);
    }

    void set(ProbeResult latest) {
        result = latest;
    }

    void remove() {
        meters.forEach(registry::remove);
    }

    private void phase(String phase, Function<ProbeResult, Double> millis) {
        seconds("probe.http.duration", tags.and("phase", phase), millis);
    }

    private void limits(String resource, Function<ProbeResult, Long> limit, Function<ProbeResult, Long> remaining) {
        Tags of = tags.and("resource", resource);
        gauge("llm.ratelimit.limit", null, of, r -> number(limit.apply(r)));
        gauge("llm.ratelimit.remaining", null, of, r -> number(remaining.apply(r)));
    }

    private void reset(String resource, Function<ProbeResult, Long> millis) {
        gauge("llm.ratelimit.reset", "seconds", tags.and("resource", resource), r -> number(millis.apply(r)) / 1e3);
    }

    private void seconds(String name, Tags of, Function<ProbeResult, Double> millis) {
        gauge(name, "seconds", of, r -> number(millis.apply(r)) / 1e3);
    }

    private void gauge(String name, String unit, Tags of, Function<ProbeResult, Double> value) {
        meters.add(Gauge.builder(name, () -> result == null ? Double.NaN : value.apply(result))
                .baseUnit(unit)
                .tags(of)
                .register(registry));
    }

    private static double number(Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
