package dev.probeline.alerts.core.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All inhibitions with the alerts that fire now. */
public final class Inhibitor {
    private record Causes(Inhibition rule, List<Map<String, String>> firing) {}

    private final List<Causes> causes;

    /** @param firing labels of every alert that fires now, whether people were told of it or not */
    public Inhibitor(List<Inhibition> rules, List<Map<String, String>> firing) {
        causes = rules.stream()
                .map(rule ->
                        new Causes(rule, firing.stream().filter(rule::hasSource).toList()))
                .filter(rule -> !rule.firing().isEmpty())
                .toList();
    }

    /**
     * Name of an alert that speaks for one with these labels. As in Alertmanager, of two alerts that are both source and
     * target neither silences the other.
     */
    public Optional<String> speaksFor(Map<String, String> labels) {
        for (Causes each : causes) {
            Inhibition rule = each.rule();
            if (!rule.hasTarget(labels)) {
                continue;
            }
            boolean both = rule.hasSource(labels);
            for (Map<String, String> cause : each.firing()) {
                if (rule.agrees(cause, labels) && !(both && rule.hasTarget(cause)) && !cause.equals(labels)) {
                    return Optional.of(cause.getOrDefault("alertname", ""));
                }
            }
        }
        return Optional.empty();
    }
}
