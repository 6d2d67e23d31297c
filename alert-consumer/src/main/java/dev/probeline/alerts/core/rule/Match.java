package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import java.util.Map;
import java.util.Set;

/**
 * Which series a rule speaks about.
 *
 * @param labels patterns by label; a label that is not named may have any value
 * @param over labels the series must be a roll-up over. A rule never meets a roll-up it did not ask for, or one bad
 *     region would fire once for itself and once more for every roll-up it is part of.
 */
public record Match(Map<Label, LabelPattern> labels, Set<Label> over) {
    public Match {
        labels = Map.copyOf(labels);
        over = Set.copyOf(over);
        for (Label label : over) {
            if (labels.containsKey(label)) {
                throw new IllegalArgumentException("over: " + label.text()
                        + " (expected: a label without a pattern in match; a roll-up has all its values)");
            }
        }
    }

    public boolean covers(SeriesKey series) {
        for (Label label : Label.values()) {
            String value = label.of(series);
            boolean rolledUp = value.equals(SeriesKey.ALL);
            if (rolledUp != over.contains(label)) {
                return false;
            }
            LabelPattern pattern = labels.get(label);
            if (pattern != null && !pattern.matches(value)) {
                return false;
            }
        }
        return true;
    }
}
