package dev.probeline.aggregator.core;

import dev.probeline.schemas.SeriesKey;
import java.util.EnumSet;
import java.util.Set;

/**
 * A view that is coarser than a series: all values of some labels together.
 *
 * @param over the labels that do not count
 */
public record RollUp(Set<Label> over) {
    /** Those that do not decide the partition. */
    private static final Set<Label> LOCAL = EnumSet.of(Label.REGION, Label.TARGET, Label.API_KEY_ALIAS);

    public RollUp {
        over = Set.copyOf(over);
        if (over.isEmpty()) {
            throw new IllegalArgumentException("over: [] (expected: at least one label)");
        }
    }

    /** Whether all that is summed up meets in one task. */
    public boolean isLocal() {
        return LOCAL.containsAll(over);
    }

    /** Whether the key could be that of such a roll-up. */
    boolean made(SeriesKey key) {
        for (Label label : Label.values()) {
            if (label.of(key).equals(SeriesKey.ALL) != over.contains(label)) {
                return false;
            }
        }
        return true;
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
