package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Glob;
import dev.probeline.alerts.core.rule.Label;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The {@code match} of a rule as written: a pattern for some of the labels. */
record MatchSpec(
        Optional<Glob> provider,
        Optional<Glob> model,
        Optional<Glob> endpoint,
        Optional<Glob> region,
        Optional<Glob> target,
        Optional<Glob> apiKeyAlias) {

    Map<Label, Glob> globs() {
        Map<Label, Glob> globs = new EnumMap<>(Label.class);
        provider.ifPresent(glob -> globs.put(Label.PROVIDER, glob));
        model.ifPresent(glob -> globs.put(Label.MODEL, glob));
        endpoint.ifPresent(glob -> globs.put(Label.ENDPOINT, glob));
        region.ifPresent(glob -> globs.put(Label.REGION, glob));
        target.ifPresent(glob -> globs.put(Label.TARGET, glob));
        apiKeyAlias.ifPresent(glob -> globs.put(Label.API_KEY_ALIAS, glob));
        return globs;
    }
}
