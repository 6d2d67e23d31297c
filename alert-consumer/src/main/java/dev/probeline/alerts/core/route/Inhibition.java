package dev.probeline.alerts.core.route;

import java.util.List;
import java.util.Map;

/**
 * While an alert of the source fires, those of the target say nothing new: the page for a model that fails everywhere
 * makes that for one of its regions needless.
 *
 * @param equal labels in which the two must agree; a roll-up's {@code *} agrees with any value
 */
public record Inhibition(List<Matcher> source, List<Matcher> target, List<String> equal) {
    private static final String ANY = "*";

    public Inhibition {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = List.copyOf(equal);
    }

    public boolean hasSource(Map<String, String> labels) {
        return Matcher.all(source, labels);
    }

    public boolean hasTarget(Map<String, String> labels) {
        return Matcher.all(target, labels);
    }

    /** @param cause labels of an alert that {@link #hasSource} */
    public boolean agrees(Map<String, String> cause, Map<String, String> labels) {
        return equal.stream().allMatch(label -> {
            String value = cause.getOrDefault(label, "");
            return value.equals(ANY) || value.equals(labels.getOrDefault(label, ""));
        });
    }
}
