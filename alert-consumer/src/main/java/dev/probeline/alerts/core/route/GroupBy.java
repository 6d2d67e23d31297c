package dev.probeline.alerts.core.route;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels whose values part alerts into groups.
 *
 * @param labels {@code ...} alone means all of them, so that every series and rule is a group of its own
 */
public record GroupBy(List<String> labels) {
    public static final String ALL = "...";

    public GroupBy {
        labels = List.copyOf(labels);
        if (labels.contains(ALL) && labels.size() > 1) {
            throw new IllegalArgumentException("group_by: " + labels + " (expected: '...' alone, or names of labels)");
        }
    }

    /** The part of the labels that names the group. */
    Map<String, String> of(Map<String, String> all) {
        if (labels.contains(ALL)) {
            return new TreeMap<>(all);
        }
        Map<String, String> group = new TreeMap<>();
        for (String label : labels) {
            String value = all.get(label);
            if (value != null) {
                group.put(label, value);
            }
        }
        return group;
    }
}
