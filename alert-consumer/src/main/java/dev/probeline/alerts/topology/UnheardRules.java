package dev.probeline.alerts.topology;

import dev.probeline.alerts.core.rule.Label;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.alerts.core.rule.Shape;
import dev.probeline.alerts.core.rule.Unheard;
import dev.probeline.runtime.config.Durations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of rules this process never hears a record for: each once, and how many in a gauge. A coarse roll-up comes to one
 * process only, so over several the least of their gauges counts.
 */
public final class UnheardRules {
    private static final Logger log = LoggerFactory.getLogger(UnheardRules.class);

    private final Unheard unheard = new Unheard();
    private final Set<String> told = new HashSet<>();
    private volatile int count;

    public UnheardRules(MeterRegistry registry) {
        Gauge.builder("probeline.alerts.rules.unheard", this, rules -> rules.count)
                .description("Rules whose window and roll-up no record of this process has")
                .register(registry);
    }

    /** Called by every task now and then. */
    synchronized void look(List<Rule> rules, Set<Shape> heard, Instant now) {
        List<Rule> found = unheard.among(rules, heard, now);
        count = found.size();
        told.retainAll(found.stream().map(Rule::name).toList());
        found.stream()
                .filter(rule -> told.add(rule.name()))
                .forEach(rule -> log.atWarn()
                        .addKeyValue("rule", rule.name())
                        .addKeyValue("window", Durations.format(rule.window()))
                        .addKeyValue(
                                "over",
                                rule.match().over().stream()
                                        .map(Label::text)
                                        .sorted()
                                        .toList())
                        .log("The rule is never evaluated here: no record has its window and roll-up"
                                + " (expected: those of the aggregator's windows and roll_ups)"));
    }
}
