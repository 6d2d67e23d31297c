package dev.probeline.producer.io;

import dev.probeline.producer.core.Placement;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an instance holds of its region's targets.
 *
 * @param mine of as many {@code shares} as there are
 * @param targets those that fall on mine
 */
record Held(Set<Integer> mine, int shares, Set<String> targets) {
    static final Held NOTHING = new Held(Set.of(), 0, Set.of());

    /** @param all targets of the region */
    static Held of(Set<Integer> mine, int shares, Set<String> all) {
        if (shares == 0) {
            return NOTHING;
        }
        Map<String, Integer> placement = Placement.of(all, shares);
        return new Held(
                Set.copyOf(mine),
                shares,
                all.stream()
                        .filter(target -> mine.contains(placement.get(target)))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
