package dev.probeline.simulator.core;

import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;

/**
 * Where a caller says it is.
 *
 * @param pop IATA code of the point of presence, as in {@code cf-ray}
 * @param distance added to every reply
 */
public record Region(String pop, @Default("0s") Duration distance) {

    static final Region ELSEWHERE = new Region("SJC", Duration.ZERO);

    public Region {
        new Expect()
                .that(pop.matches("[A-Z]{3}"), "pop", pop, "an IATA code such as FRA")
                .that(!distance.isNegative(), "distance", distance, "at least 0s")
                .orThrow();
    }
}
