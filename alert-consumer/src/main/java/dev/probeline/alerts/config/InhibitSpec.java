package dev.probeline.alerts.config;

import dev.probeline.alerts.core.route.Inhibition;
import dev.probeline.alerts.core.route.Matcher;
import dev.probeline.runtime.config.Default;
import java.util.List;

/**
 * An inhibition with Alertmanager's keys: while an alert of the source fires, those of the target say nothing new.
 *
 * @param equal labels in which the two must agree; a roll-up's {@code *} agrees with any value
 */
public record InhibitSpec(
        List<Matcher> sourceMatchers,
        List<Matcher> targetMatchers,
        @Default("[]") List<String> equal) {
    private static final List<String> MODEL = List.of("provider", "model", "endpoint");
    private static final List<String> SERIES =
            List.of("provider", "model", "endpoint", "region", "target", "api_key_alias");

    /**
     * For the built-in rules: what reaches further speaks for what it explains. PipelineSilent does not, for it fires when
     * one model lags; the silences of what lags are unknown by themselves, and those of the other models are real.
     */
    static final List<InhibitSpec> DEFAULTS = List.of(
            of(
                    "alertname=\"RegionsFailing\"",
                    "alertname=~\"ErrorRateHigh|ErrorBudgetBurning|Latency.*|TimeToFirstTokenHigh\"",
                    MODEL),
            of("alertname=\"LatencyCritical\"", "alertname=\"LatencyHigh\"", SERIES),
            of("alertname=\"AllRegionsSilent\"", "alertname=~\"RegionSilent|ThroughputLow\"", MODEL),
            of("alertname=\"ProberSilent\"", "alertname=~\"RegionSilent|ThroughputLow\"", List.of("region")));

    public InhibitSpec {
        if (sourceMatchers.isEmpty() || targetMatchers.isEmpty()) {
            throw new IllegalArgumentException("source_matchers, target_matchers: [] (expected: at least one of each)");
        }
    }

    Inhibition inhibition() {
        return new Inhibition(sourceMatchers, targetMatchers, equal);
    }

    private static InhibitSpec of(String source, String target, List<String> equal) {
        return new InhibitSpec(List.of(Matcher.parse(source)), List.of(Matcher.parse(target)), equal);
    }
}
