package dev.probeline.alerts.config;

import dev.probeline.alerts.core.rule.Drift;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;

/** What is to stay the same, and how long a change is told. */
record DriftSpec(Drift.Of of, @Default("1h") Duration shownFor) {
    DriftSpec {
        new Expect()
                .that(!shownFor.isZero(), "shown_for", shownFor, "more than 0s")
                .orThrow();
    }

    Drift condition() {
        return new Drift(of, shownFor);
    }
}
