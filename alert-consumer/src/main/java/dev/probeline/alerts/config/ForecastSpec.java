package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Forecast;
import dev.probeline.alerts.core.rule.Metric;
import dev.probeline.alerts.core.rule.Metrics;
import dev.probeline.alerts.core.rule.Unit;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;

/** A share that remains, such as {@code ratelimit_headroom.tokens}, and how near its end may come. */
record ForecastSpec(String of, @Default("15m") Duration over, Duration exhaustedWithin) {
    ForecastSpec {
        new Expect()
                .that(isShare(of), "of", of, "a share that remains, such as ratelimit_headroom.tokens")
                .that(!exhaustedWithin.isZero(), "exhausted_within", exhaustedWithin, "more than 0s")
                .orThrow();
    }

    private static boolean isShare(String name) {
        try {
            return Metrics.named(name).unit() == Unit.RATIO;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Forecast condition(Duration step) {
        Metric metric = Metrics.named(of);
        String text = of + " is exhausted within " + Durations.format(exhaustedWithin);
        return new Forecast(text, metric, step, over, exhaustedWithin);
    }
}
