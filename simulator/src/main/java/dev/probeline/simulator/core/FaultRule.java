package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which fault befalls which requests, and when. All conditions must hold; those left out always do.
 *
 * @param with the fault's parameters
 * @param key alias of the API key
 * @param endpoint such as {@code chat/completions}
 * @param share of the requests that match all else
 * @param at when it begins, counted from the start of the script, or from when the rule was switched on
 * @param for_ how long it lasts; to the end if not given
 */
public record FaultRule(
        String fault,
        @Default("{}") Map<String, String> with,
        @Default("*") Glob model,
        @Default("*") Glob key,
        @Default("*") Glob region,
        @Default("*") Glob endpoint,
        @Default("1.0") double share,
        @Default("0s") Duration at,
        Optional<Duration> for_) {

    public FaultRule {
        Fault.of(fault, with);
        new Expect()
                .that(share >= 0 && share <= 1, "share", share, "0 to 1")
                .that(!at.isNegative(), "at", at, "at least 0s")
                .orThrow();
    }

    boolean activeAt(Duration elapsed) {
        return elapsed.compareTo(at) >= 0 && (for_.isEmpty() || elapsed.compareTo(at.plus(for_.get())) < 0);
    }

    boolean matches(Call call) {
        return model.matches(call.modelName())
                && key.matches(call.key().orElse(""))
                && region.matches(call.region())
                && endpoint.matches(call.endpointPath());
    }
}
