package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Share;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;

/** In how many regions a rule's condition must hold, and of how many something must be known. */
record RegionsSpec(Share minFailing, @Default("2") int minReporting) {
    RegionsSpec {
        new Expect()
                .that(minReporting > 0, "min_reporting", minReporting, "1 or more")
                .orThrow();
    }
}
