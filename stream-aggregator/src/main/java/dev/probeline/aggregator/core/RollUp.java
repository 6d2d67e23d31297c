package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * A view that is coarser than a series: all values of some labels together.
 *
 * @param over the labels that do not count
 */
public record RollUp(Set<Label> over) {
    /** What decides the partition stays apart, so that all that is summed up meets in one task. */
    private static final Set<Label> LOCAL = EnumSet.of(Label.REGION, Label.TARGET, Label.API_KEY_ALIAS);
    /** What {@link #isPossible} wants. */
    public static final String POSSIBLE = "one or more of region, target, api_key_alias";

    public RollUp {
        over = Set.copyOf(over);
        if (!isPossible(over)) {
            throw new IllegalArgumentException("over: " + over + " (expected: " + POSSIBLE + ")");
        }
    }

    /** Whether roll-ups over these labels, and only these, can be made. */
    public static boolean isPossible(Collection<Label> over) {
        return !over.isEmpty() && LOCAL.containsAll(over);
    }

    /** The roll-up that the series is part of. */
    SeriesKey of(SeriesKey key) {
        return new SeriesKey(
                of(Label.PROVIDER, key),
                of(Label.MODEL, key),
                of(Label.ENDPOINT, key),
                of(Label.REGION, key),
                of(Label.TARGET, key),
                of(Label.API_KEY_ALIAS, key));
    }

    private String of(Label label, SeriesKey key) {
        return over.contains(label) ? SeriesKey.ALL : label.of(key);
    }

    /** Whether the key is a roll-up and not a series. */
    static boolean is(SeriesKey key) {
        for (Label label : Label.values()) {
            if (label.of(key).equals(SeriesKey.ALL)) {
                return true;
            }
        }
        return false;
    }
}
