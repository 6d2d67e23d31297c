package dev.probeline.alerts.config;

import java.util.List;

/** Rules that belong together for the people who read them. */
record RuleGroup(String name, List<RuleSpec> rules) {}
