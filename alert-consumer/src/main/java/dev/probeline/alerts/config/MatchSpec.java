package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.LabelPattern;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The {@code match} of a rule as written: a pattern for some of the labels. */
record MatchSpec(
        Optional<LabelPattern> provider,
        Optional<LabelPattern> model,
        Optional<LabelPattern> endpoint,
        Optional<LabelPattern> region,
        Optional<LabelPattern> target,
        Optional<LabelPattern> apiKeyAlias) {

    Map<Label, LabelPattern> patterns() {
        Map<Label, LabelPattern> patterns = new EnumMap<>(Label.class);
        provider.ifPresent(pattern -> patterns.put(Label.PROVIDER, pattern));
        model.ifPresent(pattern -> patterns.put(Label.MODEL, pattern));
        endpoint.ifPresent(pattern -> patterns.put(Label.ENDPOINT, pattern));
        region.ifPresent(pattern -> patterns.put(Label.REGION, pattern));
        target.ifPresent(pattern -> patterns.put(Label.TARGET, pattern));
        apiKeyAlias.ifPresent(pattern -> patterns.put(Label.API_KEY_ALIAS, pattern));
        return patterns;
    }
}
