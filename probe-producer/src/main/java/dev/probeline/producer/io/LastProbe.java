package dev.probeline.producer.io;

import dev.probeline.schemas.events.Outcome;
import dev.probeline.schemas.events.ProbeResult;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The gauges of one target's last probe. What was not measured is NaN, not 0, and what never was has no gauge but for
 * those that blackbox_exporter always shows.
 */
final class LastProbe {
    private final MeterRegistry registry;
    private final Tags tags;
    private final List<Shown> all = new ArrayList<>();
    private volatile ProbeResult result;

    /** The same as long as the tags are: a target's model may change under its name. */
    static LastProbe of(LastProbe known, Tags tags, MeterRegistry registry) {
        if (known != null && known.tags.equals(tags)) {
            return known;
        }
        if (known != null) {
            known.remove();
        }
        return new LastProbe(registry, tags);
    }

    private LastProbe(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        all.add(new Shown("probe.success", null, tags, r -> r.getOutcome() == Outcome.success ? 1.0 : 0.0));
        all.add(new Shown("probe.http.status.code", null, tags, ProbeResult::getStatusCode));
        all.add(new Shown("probe.duration", "seconds", tags, r -> seconds(r.getLatencyMs())));
        phase("resolve", ProbeResult::getDnsMs);
        phase("connect", ProbeResult::getConnectMs);
        phase("tls", ProbeResult::getTlsMs);
        phase("processing", ProbeResult::getTtfbMs);
        phase("transfer", LastProbe::transferMs);
        all.forEach(Shown::show);
        limit(
                "requests",
                ProbeResult::getRatelimitLimitRequests,
                ProbeResult::getRatelimitRemainingRequests,
                ProbeResult::getRatelimitResetRequestsMs);
        limit(
                "tokens",
                ProbeResult::getRatelimitLimitTokens,
                ProbeResult::getRatelimitRemainingTokens,
                ProbeResult::getRatelimitResetTokensMs);
        limit(
                "project_tokens",
                ProbeResult::getRatelimitLimitProjectTokens,
                ProbeResult::getRatelimitRemainingProjectTokens,
                ProbeResult::getRatelimitResetProjectTokensMs);
        all.add(new Shown("llm.model.shutdown.timestamp", "seconds", tags, LastProbe::shutdownAt));
    }

    synchronized void set(ProbeResult latest) {
        result = latest;
        all.stream().filter(shown -> shown.value.apply(latest) != null).forEach(Shown::show);
    }

    synchronized void remove() {
        all.forEach(Shown::hide);
    }

    private void phase(String phase, Function<ProbeResult, Double> millis) {
        all.add(new Shown("probe.http.duration", "seconds", tags.and("phase", phase), r -> seconds(millis.apply(r))));
    }

    private void limit(
            String resource,
            Function<ProbeResult, Long> limit,
            Function<ProbeResult, Long> remaining,
            Function<ProbeResult, Long> resetMs) {
        Tags of = tags.and("resource", resource);
        all.add(new Shown("llm.ratelimit.limit", null, of, limit));
        all.add(new Shown("llm.ratelimit.remaining", null, of, remaining));
        all.add(new Shown("llm.ratelimit.reset", "seconds", of, r -> seconds(resetMs.apply(r))));
    }

    /** From the response head to the end; null without a head. */
    private static Double transferMs(ProbeResult result) {
        if (result.getTtfbMs() == null) {
            return null;
        }
        double before = orZero(result.getDnsMs()) + orZero(result.getConnectMs()) + orZero(result.getTlsMs());
        return Double.valueOf(Math.max(0, result.getLatencyMs() - before - result.getTtfbMs()));
    }

    /** The day is announced without an hour: its beginning, UTC. */
    private static Long shutdownAt(ProbeResult result) {
        try {
            return result.getShutdownDate() == null
                    ? null
                    : Long.valueOf(LocalDate.parse(result.getShutdownDate())
                            .atStartOfDay(ZoneOffset.UTC)
                            .toEpochSecond());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Double seconds(Number millis) {
        return millis == null ? null : Double.valueOf(millis.doubleValue() / 1e3);
    }

    private static double orZero(Double millis) {
        return millis == null ? 0 : millis;
    }

    /** One gauge, of which the value may be unknown. */
    private final class Shown {
        private final String name;
        private final String unit;
        private final Tags of;
        private final Function<ProbeResult, ? extends Number> value;
        private Meter meter;

        Shown(String name, String unit, Tags of, Function<ProbeResult, ? extends Number> value) {
            this.name = name;
            this.unit = unit;
            this.of = of;
            this.value = value;
        }

        void show() {
            if (meter == null) {
                meter = Gauge.builder(name, this::current)
                        .baseUnit(unit)
                        .tags(of)
                        .register(registry);
            }
        }

        void hide() {
            if (meter != null) {
                registry.remove(meter);
            }
        }

        private Number current() {
            Number known = result == null ? null : value.apply(result);
            return known == null ? Double.NaN : known;
        }
    }
}
