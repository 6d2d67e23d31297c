package dev.probeline.alerts.core.rule;

import dev.probeline.schemas.SeriesKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What makes a record one a rule can be about, before any label is looked at: the length of its window, and the labels it
 * is rolled up over.
 */
public record Shape(Duration window, Set<Label> over) {
    public Shape {
        over = Set.copyOf(over);
    }

    static Shape of(SeriesKey series, long windowMs) {
        Set<Label> over = EnumSet.noneOf(Label.class);
        for (Label label : Label.values()) {
            if (label.of(series).equals(SeriesKey.ALL)) {
                over.add(label);
            }
        }
        return new Shape(Duration.ofMillis(windowMs), over);
    }

    static Shape of(Rule rule) {
        return new Shape(rule.window(), rule.match().over());
    }
}
