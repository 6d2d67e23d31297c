package dev.probeline.alerts.config;

import dev.probeline.alerts.core.learn.SeasonalBaseline;
import dev.probeline.alerts.core.rule.Anomaly;
import dev.probeline.alerts.core.rule.Metrics;
import dev.probeline.alerts.core.rule.Unit;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A metric that varies by factors, and how far from its usual it may be. */
record AnomalySpec(
        String of,
        @Default("6") double deviations,
        @Default("up") Anomaly.Direction direction) {
    private static final Set<Unit> POSITIVE = EnumSet.of(Unit.MILLISECONDS, Unit.TOKENS_PER_SECOND, Unit.PER_MINUTE);

    AnomalySpec {
        new Expect()
                .that(isPositive(of), "of", of, "a time or a rate, such as latency.p50 or throughput_rpm")
                .that(deviations >= 1, "deviations", deviations, "1 or more")
                .orThrow();
    }

    private static boolean isPositive(String name) {
        try {
            return POSITIVE.contains(Metrics.named(name).unit());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Anomaly condition(Duration step) {
        String text = of + " is unusual (" + deviations + " deviations)";
        return new Anomaly(text, Metrics.named(of), step, new SeasonalBaseline(step), deviations, direction);
    }
}
