package dev.probeline.alerts.core.state;

import dev.probeline.alerts.core.rule.Finding;
import dev.probeline.alerts.core.rule.Reading;
import dev.probeline.alerts.core.rule.Rule;
import dev.probeline.schemas.events.ProbeMetrics;

/** What one rule found in one window, and what that means to it. */
record Heard(Rule rule, Finding finding, Reading reading) {
    static Heard of(Rule rule, ProbeMetrics record, RuleMemory memory) {
        Finding finding = rule.when().examine(record, memory.learned());
        return new Heard(rule, finding, rule.weigh(finding));
    }
}
