package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Metrics;
import dev.probeline.alerts.core.story.MadeRecord;
import dev.probeline.alerts.core.story.Series;
import dev.probeline.alerts.core.story.Values;
import dev.probeline.runtime.config.Default;
import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A series of a story as written.
 *
 * @param window length of its windows
 * @param starts when its first record comes
 * @param late how long after the end of their windows its records arrive
 * @param errorType of its failures, where the values do not say
 * @param faultDomain of its failures, where the values do not say
 * @param values by metric, in promtool's notation: {@code 0% 80%x5} is 0 % and then six times 80 %
 */
record SeriesSpec(
        @Default("openai") String provider,
        @Default("gpt-4o") String model,
        @Default("chat/completions") String endpoint,
        @Default("eu-west") String region,
        @Default("chat") String target,
        @Default("main") String apiKeyAlias,
        @Default("1m") Duration window,
        @Default("0s") Duration starts,
        @Default("0s") Duration late,
        @Default("server_error") String errorType,
        @Default("provider") String faultDomain,
        Optional<String> responseModel,
        Optional<String> shutdownDate,
        Map<String, String> values) {
    SeriesSpec {
        List<String> faults = new ArrayList<>();
        if (window.isZero()) {
            faults.add("window: 0s (expected: at least 1s)");
        }
        values.forEach((metric, text) ->
                fault(metric, text).ifPresent(fault -> faults.add("values." + metric + ": " + fault)));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", faults));
        }
    }

    private static Optional<String> fault(String metric, String text) {
        try {
            Values.parse(Metrics.named(metric).unit(), text);
            return MadeRecord.takes(metric)
                    ? Optional.empty()
                    : Optional.of(metric
                            + " (expected: a metric that is counted or measured; this one is worked out of others)");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    Series series() {
        Map<String, Values> courses = new LinkedHashMap<>();
        values.forEach((metric, text) ->
                courses.put(metric, Values.parse(Metrics.named(metric).unit(), text)));
        return new Series(
                new SeriesKey(provider, model, endpoint, region, target, apiKeyAlias),
                window,
                starts,
                late,
                errorType,
                faultDomain,
                responseModel,
                shutdownDate,
                courses);
    }
}
