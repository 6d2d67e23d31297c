package dev.probeline.alerts.config;

import dev.probeline.alerts.core.learn.Events;
import dev.probeline.alerts.core.rule.BurnRate;
import dev.probeline.runtime.config.Default;
import dev.probeline.runtime.config.Durations;
import dev.probeline.runtime.config.Expect;
import java.time.Duration;
import java.util.List;

/**
 * An objective for the share of eligible probes that succeed, and how fast its error budget may burn.
 *
 * @param urgency which of the SRE Workbook's window pairs hold where {@code windows} names none
 */
record BurnRateSpec(
        Ratio objective,
        @Default("page") Urgency urgency,
        @Default("[]") List<PairSpec> windows,
        @Default("100") long minEvents,
        @Default("3") long minFailures) {
    enum Urgency {
        PAGE,
        TICKET
    }

    record PairSpec(Duration long_, Duration short_, double factor) {
        PairSpec {
            new Expect()
                    .that(short_.compareTo(long_) < 0, "short", short_, "shorter than long")
                    .that(factor > 0, "factor", factor, "more than 0")
                    .orThrow();
        }

        BurnRate.Pair pair() {
            return new BurnRate.Pair(long_, short_, factor);
        }
    }

    BurnRateSpec {
        new Expect()
                .that(minEvents > 0, "min_events", minEvents, "1 or more")
                .that(minFailures > 0, "min_failures", minFailures, "1 or more")
                .orThrow();
    }

    List<BurnRate.Pair> pairs() {
        if (!windows.isEmpty()) {
            return windows.stream().map(PairSpec::pair).toList();
        }
        return urgency == Urgency.PAGE ? BurnRate.PAGE : BurnRate.TICKET;
    }

    /** @param step what its windows are made of */
    void check(Expect expect, Duration step) {
        Duration longest = step.multipliedBy(Events.longestSteps());
        for (BurnRate.Pair pair : pairs()) {
            expect.that(
                    pair.longWindow().compareTo(longest) <= 0,
                    "burn_rate",
                    pair.longWindow(),
                    "at most " + Durations.format(longest) + ", as windows of " + Durations.format(step) + " reach");
            expect.that(
                    pair.shortWindow().compareTo(step) >= 0,
                    "burn_rate",
                    pair.shortWindow(),
                    "at least the rule's window, " + Durations.format(step));
        }
    }

    BurnRate condition(Duration step) {
        String text = "error budget of " + objective + " burns too fast";
        return new BurnRate(text, step, objective.value(), pairs(), minEvents, minFailures);
    }
}
